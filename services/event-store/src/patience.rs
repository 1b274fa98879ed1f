//! How long whoever follows the log waits for the database. A host that is gone without a word leaves
//! its connections silent: neither an answer nor an end ever comes from them.

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::query::Query;
use sqlx::{PgConnection, PgPool, Postgres};
use std::io;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

/// How long the database may take for one short answer.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// For a transaction that is honestly idle for long, such as a rebuild that waits for its next events:
/// the server does not end it. See [`crate::City::options`].
pub const UNHURRIED: &str = "SET LOCAL idle_in_transaction_session_timeout = 0";

/// Waits for so long at most. What is broken off is to hold its connection as [`Held`].
///
/// # Errors
/// Those of the work; that of a connection that timed out where it took too long.
pub async fn within<T, E: From<sqlx::Error>>(limit: Duration, work: impl Future<Output = Result<T, E>>) -> Result<T, E> {
    tokio::time::timeout(limit, work).await.unwrap_or_else(|_| {
        let silent = io::Error::new(io::ErrorKind::TimedOut, "the database did not answer in time");
        Err(sqlx::Error::Io(silent).into())
    })
}

/// The rows of one short query; whoever asks waits so long at most as [`PATIENCE`] says.
///
/// # Errors
/// Where the database does not answer in time.
pub(crate) async fn fetch_all(pool: &PgPool, query: Query<'_, Postgres, PgArguments>) -> Result<Vec<PgRow>, sqlx::Error> {
    within(PATIENCE, async {
        let mut db = Held::of(pool).await?;
        let rows = query.fetch_all(&mut *db).await?;
        db.give_back();
        Ok(rows)
    })
    .await
}

/// A connection that goes back to its pool when its work is done. Where the work is broken off it is
/// closed: the pool would wait for an answer to what was asked last, and have one connection less until
/// that comes.
pub struct Held {
    connection: PoolConnection<Postgres>,
    done: bool,
}

impl Held {
    /// Takes a connection from a pool.
    ///
    /// # Errors
    /// Where the pool has none in time.
    pub async fn of(pool: &PgPool) -> Result<Self, sqlx::Error> {
        Ok(Self { connection: pool.acquire().await?, done: false })
    }

    /// The work is done.
    pub fn give_back(mut self) {
        self.done = true;
    }
}

impl Deref for Held {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        &self.connection
    }
}

impl DerefMut for Held {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.connection
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if !self.done {
            self.connection.close_on_drop();
        }
    }
}
