//! The command line: what people and scripts type, and what they get back.

mod answer;
mod backup;
#[cfg(any(test, feature = "bench"))]
mod bench;
mod completions;
mod database_url;
mod demo;
mod doctor;
mod history;
mod import;
mod log;
mod migrate;
mod privacy;
mod progress;
mod qr;
mod rebuild;
mod replay;
mod restore;
mod retry;
mod serve;
mod staff;
mod token;
mod worker;

use crate::fault::Fault;
use crate::settings::{Flags, Settings};
use answer::{Answer, Format};
use application::Actor;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// A city's taxi licensing: register, licences, codes in the cars, feedback, and a log of it all.
#[derive(Debug, Parser)]
#[command(name = "parvaneh", version, about, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  parvaneh demo                                      a seeded city at http://127.0.0.1:8080
  parvaneh import vehicles register.csv --report odd.csv
  parvaneh replay --verify --format json
  psql \"$(parvaneh database-url)\" -c 'SELECT count(*) FROM events'

Settings come from flags, then from the environment, then from parvaneh.toml in the data folder.
Exit status: 0 done and fine; 1 done, and it found something; 2 wrong use; 3 the environment is
missing something.";

#[derive(Debug, Clone, Args)]
struct Globals {
    /// The data folder [env: PARVANEH_DATA] [default: by XDG; as root /var/lib/parvaneh]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// A PostgreSQL server; without it a private one in the data folder [env: DATABASE_URL]
    #[arg(long, global = true, value_name = "URL", hide_env_values = true)]
    database_url: Option<String>,
    /// The city [env: PARVANEH_CITY] [default: qazvin]
    #[arg(long, global = true, value_name = "NAME")]
    city: Option<String>,
    /// A folder of policy files; without it the embedded ones [env: PARVANEH_POLICY]
    #[arg(long, global = true, value_name = "DIR")]
    policy: Option<PathBuf>,
    /// The key file [env: PARVANEH_KEYS] [default: <data folder>.keys, beside it]
    #[arg(long, global = true, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// What stands on stdout: words, or exactly one JSON value
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Demo),
    Serve(serve::Serve),
    Worker(worker::Worker),
    Migrate(migrate::Migrate),
    DatabaseUrl(database_url::DatabaseUrl),
    Staff(staff::Staff),
    Token(token::Token),
    Import(import::Import),
    Qr(qr::Qr),
    History(history::History),
    Replay(replay::Replay),
    Rebuild(rebuild::Rebuild),
    Retry(retry::Retry),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Privacy(privacy::Privacy),
    Doctor(doctor::Doctor),
    #[cfg(any(test, feature = "bench"))]
    Bench(bench::Bench),
    Completions(completions::Completions),
    Man(completions::Man),
}

/// What every command gets.
struct Call {
    flags: Flags,
    format: Format,
}

impl Call {
    fn settings(&self) -> Result<Settings, Fault> {
        Settings::gather(&self.flags)
    }

    /// The settings of a command that listens.
    fn settings_listening(&self, listen: Option<String>, metrics: Option<String>) -> Result<Settings, Fault> {
        Settings::gather(&Flags { listen, metrics, ..self.flags.clone() })
    }

    /// Who types.
    fn operator() -> Actor {
        let sudo = std::env::var("SUDO_USER").ok().filter(|name| !name.is_empty());
        let id = nix::unistd::getuid();
        let user = sudo.or_else(|| nix::unistd::User::from_uid(id).ok().flatten().map(|user| user.name));
        Actor::Operator { user: user.unwrap_or_else(|| id.to_string()) }
    }
}

/// Reads the command line, does what it says, and answers with the exit status.
pub async fn run() -> ExitCode {
    // Wrong use ends here, with clap's words and status 2.
    let cli = Cli::parse();
    log::start();
    let Globals { data, database_url, city, policy, keys, format } = cli.globals;
    let call = Call { flags: Flags { data, database_url, city, policy, keys, listen: None, metrics: None }, format };
    let done = match cli.command {
        Command::Demo(command) => command.run(&call).await,
        Command::Serve(command) => command.run(&call).await,
        Command::Worker(command) => command.run(&call).await,
        Command::Migrate(command) => command.run(&call).await,
        Command::DatabaseUrl(command) => command.run(&call).await,
        Command::Staff(command) => command.run(&call).await,
        Command::Token(command) => command.run(&call).await,
        Command::Import(command) => command.run(&call).await,
        Command::Qr(command) => command.run(&call).await,
        Command::History(command) => command.run(&call).await,
        Command::Replay(command) => command.run(&call).await,
        Command::Rebuild(command) => command.run(&call).await,
        Command::Retry(command) => command.run(&call).await,
        Command::Backup(command) => command.run(&call).await,
        Command::Restore(command) => command.run(&call).await,
        Command::Privacy(command) => command.run(&call).await,
        Command::Doctor(command) => command.run(&call).await,
        #[cfg(any(test, feature = "bench"))]
        Command::Bench(command) => command.run(&call).await,
        Command::Completions(command) => Ok(command.run()),
        Command::Man(command) => command.run(),
    };
    answer::give(done, format)
}

/// The command line as clap knows it, for completions and the manual.
fn definition() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_sound_and_every_command_has_examples() {
        let mut definition = super::definition();
        definition.clone().debug_assert();
        for command in definition.get_subcommands_mut() {
            let name = command.get_name().to_owned();
            let help = command.render_long_help().to_string();
            assert!(help.contains("Example"), "{name} shows no example:\n{help}");
        }
    }
}
