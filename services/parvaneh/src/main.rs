//! The `parvaneh` command.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    parvaneh::cli::run().await
}
