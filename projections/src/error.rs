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
    /// The fold of an event has a fault.
    #[error("its fold panicked: {0}")]
    Panicked(String),
    /// The tables are of another version than the software.
    #[error("the tables of {0} are of another version of the software")]
    OtherVersion(&'static str),
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

impl ProjectionError {
    /// Whether the same may go well when it is tried again, with nothing mended.
    pub fn passes_by_itself(&self) -> bool {
        match self {
            Self::Database(error) => event_store::passes_by_itself(error),
            Self::Store(error) => error.passes_by_itself(),
            Self::Row { .. } | Self::Interrupted | Self::Panicked(_) | Self::OtherVersion(_) | Self::UnknownModel(_) | Self::Poison { .. } => false,
        }
    }

    /// What a model says of an event that it cannot fold.
    pub(crate) fn poison(model: &'static str, position: i64, source: impl Into<Self>) -> Self {
        Self::Poison { model, position, source: Box::new(source.into()) }
    }
}
