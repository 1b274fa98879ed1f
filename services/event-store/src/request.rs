//! A command's events on their way into the log.

use crate::StoreError;
use crate::blobs::SealedBlob;
use crate::envelope::Executed;
use crate::sealing::MintedKey;
use chrono::{DateTime, Utc};
use tokio::sync::oneshot;
use tokio::time::Instant;
use uuid::Uuid;

/// An event that waits for its position.
pub(crate) struct Draft {
    pub event_id: Uuid,
    pub event_type: String,
    pub event_version: String,
    pub payload: String,
    pub metadata: String,
    pub salt: [u8; 16],
}

/// A command's events, ready to be stored.
pub(crate) struct Request {
    pub aggregate_type: &'static str,
    pub aggregate_id: String,
    /// The sequence that the command was decided on.
    pub sequence: i64,
    pub command_id: Uuid,
    pub request_hmac: Vec<u8>,
    pub actor_id: String,
    pub correlation_id: Uuid,
    pub causation_id: Uuid,
    pub at: DateTime<Utc>,
    pub events: Vec<Draft>,
    pub takes: Vec<(&'static str, Vec<u8>)>,
    pub releases: Vec<&'static str>,
    pub new_keys: Vec<MintedKey>,
    pub blobs: Vec<SealedBlob>,
    /// When it was queued.
    pub queued: Instant,
    /// Whoever waits for the outcome, until told.
    pub reply: Option<oneshot::Sender<Result<Outcome, StoreError>>>,
}

impl Request {
    /// Tells whoever waits. They may be gone; what is done is done.
    pub fn answer(&mut self, outcome: Result<Outcome, StoreError>) {
        if let Some(reply) = self.reply.take() {
            let _ = reply.send(outcome);
        }
    }
}

/// What became of one request of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Appended(Executed),
    Repeated(Executed),
    KeyReused,
    Taken(&'static str),
    Conflict,
}
