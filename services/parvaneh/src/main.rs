//! The `parvaneh` command.

use mimalloc::MiMalloc;
use std::process::ExitCode;

// A quarter of reading a long log was the system's allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    parvaneh::cli::run().await
}
