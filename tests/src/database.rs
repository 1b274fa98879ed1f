//! A database for each test, cloned from a migrated template.
//!
//! All tests of all runs share one server, in `target/test-database`: nextest
//! gives each test a process of its own, and starting a server for each would
//! cost more than the tests. The first process starts it, nobody stops it while
//! a run goes on, and `.ci/test` stops it at the end. With `DATABASE_URL` that
//! server is used instead; its user must be allowed to make databases.
//!
//! Names tell what a killed run has left: `test_<machine>_<process>_...` goes
//! when its process is gone.

mod name;
mod server;
mod template;

use std::thread;

use sqlx::postgres::PgConnection;
use sqlx::{Connection as _, Error};

pub use server::{data_folder, stop};

/// A database that goes with this value.
#[derive(Debug)]
pub struct TestDatabase {
    /// The address, for sqlx and psql.
    pub url: String,
    /// The name.
    pub name: String,
    maintenance: String,
}

impl TestDatabase {
    /// Makes a database like the template that `key` stands for, a hash of
    /// whatever `migrate` does. The template is made once, by `migrate`, which
    /// gets the address of an empty database and must leave no connection open.
    ///
    /// # Panics
    /// When there is no server, or the database can't be made.
    pub async fn new(key: &str, migrate: impl AsyncFn(&str)) -> Self {
        let maintenance = server::maintenance_url().await;
        let mut connection = PgConnection::connect(maintenance)
            .await
            .unwrap_or_else(|error| panic!("the tests' server gives no connection: {error}"));
        name::remove_stale(&mut connection).await;
        let name = name::fresh();
        let mut template = template::ensure(&mut connection, maintenance, key, &migrate).await;
        // An old template may have been removed in between: once more then.
        if let Err(error) = clone(&mut connection, &name, &template).await {
            assert!(is_missing(&error), "can't clone {template}: {error}");
            template = template::ensure(&mut connection, maintenance, key, &migrate).await;
            clone(&mut connection, &name, &template)
                .await
                .unwrap_or_else(|error| panic!("can't clone {template}: {error}"));
        }
        // The database is made; how the connection ends doesn't matter.
        let _ = connection.close().await;
        Self {
            url: server::with_database(maintenance, &name),
            name,
            maintenance: maintenance.to_owned(),
        }
    }
}

impl Drop for TestDatabase {
    /// Best effort, on a thread of its own, for the test's runtime can't be
    /// waited for here. What is left goes with a later test.
    fn drop(&mut self) {
        let sql = drop_statement(&self.name);
        let maintenance = self.maintenance.clone();
        let dropping = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(async {
                let mut connection = PgConnection::connect(&maintenance).await?;
                sqlx::query(&sql).execute(&mut connection).await?;
                connection.close().await
            })
        });
        match dropping.join() {
            Ok(Ok(())) => {}
            Ok(Err(error)) => eprintln!("can't drop {}: {error}", self.name),
            Err(_) => eprintln!("can't drop {}: the thread panicked", self.name),
        }
    }
}

async fn clone(connection: &mut PgConnection, name: &str, template: &str) -> Result<(), Error> {
    // Names can't be parameters; these are ours, of letters, digits and `_`.
    let sql = format!("CREATE DATABASE {name} TEMPLATE {template}");
    sqlx::query(&sql).execute(connection).await.map(drop)
}

/// Ends the sessions that a test has left open, too.
fn drop_statement(name: &str) -> String {
    format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")
}

/// PostgreSQL's code for a database that does not exist.
fn is_missing(error: &Error) -> bool {
    matches!(error, Error::Database(error) if error.code().as_deref() == Some("3D000"))
}
