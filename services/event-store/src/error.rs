use std::sync::Arc;
use uuid::Uuid;

/// What can go wrong between us and the log.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The name cannot be a schema's.
    #[error("a city's name is lower-case letters, digits and underscores, at most 30: {0:?}")]
    BadCity(String),
    /// The database refused or was not there. Shared by all whose transaction it was.
    #[error(transparent)]
    Database(Arc<sqlx::Error>),
    /// A migration failed.
    #[error("the database could not be brought to this version: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// An event of the log cannot be read by this version of the software.
    #[error(transparent)]
    Decode(#[from] domain::log::DecodeError),
    /// A payload cannot be written.
    #[error("an event cannot be stored: {0}")]
    Unstorable(String),
    /// The key file is missing, damaged, or another log's.
    #[error("{0}")]
    Keys(String),
    /// A sealed text was altered, or opened with another log's keys.
    #[error("a sealed text of subject {0} cannot be opened: it or its key was altered")]
    Tampered(Uuid),
    /// A person's data was erased; no new data about them can be taken.
    #[error("the data of subject {0} was erased")]
    Erased(Uuid),
    /// The queue to the log is full; nothing was written.
    #[error("the log is busy; nothing was written")]
    Busy,
    /// The writer is gone: the process is stopping.
    #[error("the log is closing; nothing is known of this command")]
    Closed,
    /// The outcome is not known; the same command id finds out.
    #[error("the database did not answer in time; repeat the command with the same id")]
    Unknown,
}

impl StoreError {
    /// Whether the database cannot serve now and may later: it is down, starts, stops, or lacks
    /// room, memory or connections.
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Database(error) if is_unavailable(error))
    }

    /// Whether the same may go well when it is asked again, with nothing mended.
    pub fn passes_by_itself(&self) -> bool {
        match self {
            Self::Database(error) => passes_by_itself(error),
            Self::Busy | Self::Closed | Self::Unknown => true,
            _ => false,
        }
    }
}

/// Whether the same may go well when the database is asked again: it cannot serve now, or others were in
/// the way. By PostgreSQL's states: 40 conflicts and deadlocks, 55P03 a lock, 25006 a standby.
pub fn passes_by_itself(error: &sqlx::Error) -> bool {
    let in_the_way = |code: &str| code.starts_with("40") || matches!(code, "55P03" | "25006");
    is_unavailable(error) || matches!(error, sqlx::Error::Database(error) if error.code().is_some_and(|code| in_the_way(&code)))
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(Arc::new(error))
    }
}

/// Whether the database cannot serve now and may later. By PostgreSQL's classes of states: 08
/// connections, 53 resources, 57 an operator's doing, 58 the system's (a disk's error); and 25P03, a
/// transaction of somebody who was held for too long.
pub fn is_unavailable(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::Protocol(_) => true,
        sqlx::Error::Database(error) => {
            error.code().is_some_and(|code| ["08", "53", "57", "58", "25P03"].iter().any(|class| code.starts_with(class)))
        }
        _ => false,
    }
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum ExecuteError<E: std::error::Error> {
    /// The domain refused it.
    #[error(transparent)]
    Refused(E),
    /// A value that must be unique is another aggregate's.
    #[error("{scope} is taken")]
    Taken {
        /// What kind of value, such as `vehicle.plate`.
        scope: &'static str,
    },
    /// The command id was used for another request.
    #[error("this idempotency key was used for another request")]
    KeyReused,
    /// Others changed the aggregate faster than we could decide.
    #[error("the record is being changed by others; try again")]
    Contended,
    /// Not the domain's word.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<E: std::error::Error> From<sqlx::Error> for ExecuteError<E> {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
