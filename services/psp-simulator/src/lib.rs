//! A payment gateway without money: speaks the languages of ZarinPal v4 and Zibal over real HTTP,
//! with a pay page for people, and lets everything go wrong that does.
//!
//! Its books are in memory and gone with it. It knows nothing of the service that it is made for.

mod callback;
mod control;
mod desk;
mod faults;
mod page;
mod payment;
mod reply;
mod zarinpal;
mod zibal;

pub use desk::{Act, CannotAct, Clock, Desk, Options};
pub use faults::{Call, CallbackFault, Fault};
pub use payment::{Payment, Protocol, Receipt, Standing};

use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use actix_web::{App, HttpServer};
use callback::Stranger;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use tokio::task::JoinSet;

/// A simulator at work; it ends with this value.
pub struct Simulator {
    address: String,
    desk: Data<Desk>,
    server: ServerHandle,
    task: JoinSet<io::Result<()>>,
}

impl Simulator {
    /// Begins to serve.
    ///
    /// # Errors
    /// Where the listener cannot be used.
    pub fn start(listener: TcpListener, options: Options) -> io::Result<Self> {
        let address = format!("http://{}", listener.local_addr()?);
        let desk = Data::new(Desk::new(options));
        let stranger = Data::new(Stranger::new());
        let app_desk = desk.clone();
        let app = move || {
            let app = App::new().app_data(app_desk.clone()).app_data(stranger.clone());
            app.configure(zarinpal::routes).configure(zibal::routes).configure(control::routes).configure(page::routes)
        };
        let serving = HttpServer::new(app).workers(2).disable_signals().listen(listener)?.run();
        let server = serving.handle();
        let mut task = JoinSet::new();
        task.spawn(serving);
        Ok(Self { address, desk, server, task })
    }

    /// Where it listens, without a slash at its end: the base address of both gateways.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Its books.
    pub fn desk(&self) -> Arc<Desk> {
        self.desk.clone().into_inner()
    }

    /// Ends it at once, calls under way included.
    pub async fn stop(mut self) {
        self.server.stop(false).await;
        self.task.shutdown().await;
    }

    /// Serves until it fails.
    ///
    /// # Errors
    /// What it failed of.
    pub async fn served(mut self) -> io::Result<()> {
        match self.task.join_next().await {
            Some(Ok(ended)) => ended,
            Some(Err(error)) => Err(io::Error::other(error)),
            None => Ok(()),
        }
    }
}
