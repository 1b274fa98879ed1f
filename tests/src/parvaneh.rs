//! The program itself, as an operator calls it.

use crate::app::TestApp;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

/// The program with what it needs to find a test's city.
#[derive(Clone)]
pub struct Parvaneh {
    program: PathBuf,
    url: String,
    city: String,
    keys: PathBuf,
    // Held: its files go with the last clone.
    _folder: Arc<tempfile::TempDir>,
    data: PathBuf,
}

impl Parvaneh {
    /// For the city of a service under test: the same database, the same keys.
    ///
    /// # Panics
    /// Where the key file cannot be written.
    pub fn beside(app: &TestApp) -> Self {
        let this = Self::new(&app.database.url, app.city.name());
        app.ctx.store.keys().write_new(&this.keys).expect("the key file is written");
        this
    }

    /// For a city in a database of its own.
    ///
    /// # Panics
    /// Where no folder can be made.
    pub fn new(url: &str, city: &str) -> Self {
        let folder = tempfile::TempDir::new().expect("a folder");
        let data = folder.path().join("data");
        let keys = folder.path().join("city.keys");
        Self { program: program(), url: url.to_owned(), city: city.to_owned(), keys, _folder: Arc::new(folder), data }
    }

    /// The same city with the same keys, in another database.
    #[must_use]
    pub fn elsewhere(&self, url: &str) -> Self {
        Self { url: url.to_owned(), ..self.clone() }
    }

    /// The same, by another build of the program.
    #[must_use]
    pub fn built_as(&self, program: &Path) -> Self {
        Self { program: program.to_owned(), ..self.clone() }
    }

    /// Where the city's secrets are.
    pub fn keys(&self) -> &Path {
        &self.keys
    }

    /// A call, to be completed.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("DATABASE_URL", &self.url)
            .env("PARVANEH_CITY", &self.city)
            .env("PARVANEH_KEYS", &self.keys)
            .env("PARVANEH_DATA", &self.data);
        command
    }

    /// Calls, and waits for the end.
    ///
    /// # Panics
    /// Where the program cannot be started.
    pub fn call(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program starts")
    }

    /// Calls with `--format json`: the exit status, and the one value on standard output.
    ///
    /// # Panics
    /// Where standard output is not exactly one JSON value.
    pub fn json(&self, arguments: &[&str]) -> (i32, Value) {
        let output = self.call(&[arguments, &["--format", "json"]].concat());
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{out}\n{err}"));
        (output.status.code().unwrap_or(-1), value)
    }
}

/// Where Cargo put the program: beside the tests' own folder.
fn program() -> PathBuf {
    profile().join("parvaneh")
}

/// The folder of this build, such as `target/debug`.
///
/// # Panics
/// Where a test was moved out of it.
pub fn profile() -> PathBuf {
    let tests = std::env::current_exe().expect("a test is a program");
    tests.parent().and_then(Path::parent).expect("tests lie in target/PROFILE/deps").to_owned()
}
