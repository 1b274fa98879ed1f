//! Log lines, on stderr. Neither personal data nor secrets may enter one.

use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// What is logged unless `PARVANEH_LOG` says otherwise, such as `debug` or `warn,portal=info`. The
/// benchmark's peer would log every conflict.
const DEFAULT: &str = "info,sqlx=warn,actix_server=warn,esrs=off";

/// Lines for people, or, for whoever collects them, one JSON value each: `PARVANEH_LOG_FORMAT=json`.
fn as_json() -> (bool, bool) {
    match std::env::var("PARVANEH_LOG_FORMAT").as_deref() {
        Ok("json") => (true, false),
        Ok("text" | "") | Err(_) => (false, false),
        Ok(_) => (false, true),
    }
}

pub(super) fn start() {
    let wanted = std::env::var("PARVANEH_LOG").ok().filter(|filter| !filter.is_empty());
    let filter = wanted.as_deref().map(EnvFilter::try_new);
    let (filter, wrong) = match filter {
        Some(Ok(filter)) => (filter, false),
        Some(Err(_)) => (EnvFilter::new(DEFAULT), true),
        None => (EnvFilter::new(DEFAULT), false),
    };
    let colours = std::io::stderr().is_terminal();
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr).with_target(false);
    let (json, unknown_format) = as_json();
    if json { lines.json().init() } else { lines.init() }
    if unknown_format {
        tracing::warn!("PARVANEH_LOG_FORMAT is neither text nor json; logging as text");
    }
    if wrong {
        tracing::warn!("PARVANEH_LOG is not a filter such as info or warn,portal=debug; logging as if it were not set");
    }
}
