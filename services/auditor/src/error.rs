use event_store::StoreError;
use projections::ProjectionError;

/// Why an auditor's question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The database refused or was not there.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The log could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An event could not be folded, or a row not written.
    #[error(transparent)]
    Projection(#[from] ProjectionError),
    /// An answer could not be written out.
    #[error(transparent)]
    Write(#[from] std::io::Error),
    /// A stored text is no JSON.
    #[error("a text of the event at position {position} is not JSON: {source}")]
    Json {
        /// Where the event stands.
        position: i64,
        /// What serde found.
        source: serde_json::Error,
    },
    /// No event of the log has this name.
    #[error("no event is called {0:?}")]
    UnknownEventType(String),
    /// No aggregate of the log has this type.
    #[error("no aggregate type is called {name:?}; there are {known}")]
    UnknownAggregateType {
        /// What was asked for.
        name: String,
        /// All that there are.
        known: String,
    },
    /// An aggregate's id that is none.
    #[error("{0:?} is not the id of an aggregate; write TYPE or TYPE/UUID")]
    BadAggregateId(String),
    /// Neither a position nor a time.
    #[error("{0:?} is neither a position, nor an RFC 3339 time, nor an ISO date")]
    BadMoment(String),
    /// The log does not reach so far.
    #[error("position {asked} is not in the log, which ends at {head}")]
    BeyondHead {
        /// What was asked for.
        asked: i64,
        /// The log's last position.
        head: i64,
    },
    /// A table was swapped, or is being swapped, between the snapshot and the look at it.
    #[error("the table {0} was rebuilt during the audit; try again when no rebuild is under way")]
    Moved(String),
}

impl AuditError {
    /// Whether the question was wrong, rather than the answer unavailable.
    pub fn is_bad_question(&self) -> bool {
        matches!(
            self,
            Self::UnknownEventType(_)
                | Self::UnknownAggregateType { .. }
                | Self::BadAggregateId(_)
                | Self::BadMoment(_)
                | Self::BeyondHead { .. }
        )
    }
}
