//! The simulator by itself.

use clap::Parser;
use psp_simulator::{Options, Simulator};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::sync::Arc;

/// A payment gateway without money, for trying ZarinPal v4 and Zibal clients
#[derive(Debug, Parser)]
#[command(after_help = "Examples:
  psp-simulator
  psp-simulator --listen 127.0.0.1:9090 --seed 7
  curl -X POST -H 'content-type: application/json' -d '{\"call\":\"verify\",\"fault\":{\"kind\":\"drop_reply\"}}' http://127.0.0.1:9090/control/faults")]
struct Arguments {
    /// Where to listen
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:9090")]
    listen: SocketAddr,
    /// Where authorities and numbers are drawn from; drawn by chance where it is not given
    #[arg(long)]
    seed: Option<u64>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let options = Options::new(Arc::new(chrono::Utc::now), arguments.seed.unwrap_or_else(rand::random));
    let started = TcpListener::bind(arguments.listen).and_then(|listener| Simulator::start(listener, options));
    let simulator = match started {
        Ok(simulator) => simulator,
        Err(error) => {
            eprintln!("psp-simulator: cannot listen on {}: {error}; choose another address with --listen", arguments.listen);
            return ExitCode::from(3);
        }
    };
    eprintln!("psp-simulator: at {}", simulator.address());
    let ended = tokio::select! {
        ended = simulator.served() => ended,
        _ = tokio::signal::ctrl_c() => Ok(()),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("psp-simulator: {error}");
            ExitCode::FAILURE
        }
    }
}
