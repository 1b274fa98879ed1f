//! The tests' shared server, for scripts: `test-database stop` stops it unless
//! tests use it.

use std::env;
use std::process::ExitCode;

use tests::database;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if arguments != ["stop"] {
        eprintln!("usage: test-database stop");
        return ExitCode::from(2);
    }
    match database::stop().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("the tests' database server is in use and stays up");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(3)
        }
    }
}
