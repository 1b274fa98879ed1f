use event_store::StoreError;

/// What can go wrong while read models follow the log.
#[derive(Debug, thiserror::Error)]
pub enum ProjectionError {
    /// The database refused or was not there.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The log could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A row could not be read or written.
    #[error("a row of {table} is not what its model promises: {source}")]
    Row {
        /// The table.
        table: &'static str,
        /// What serde found.
        source: serde_json::Error,
    },
    /// Another part of the work failed first, and says why.
    #[error("the work was interrupted")]
    Interrupted,
    /// No read model has this name.
    #[error("no read model is called {0:?}")]
    UnknownModel(String),
    /// An event could not be folded; the model stands still until it can.
    #[error("{model} cannot fold the event at position {position}: {source}")]
    Poison {
        /// The read model.
        model: &'static str,
        /// Where the event stands.
        position: i64,
        /// Why.
        source: Box<ProjectionError>,
    },
}
