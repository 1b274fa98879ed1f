//! Who asked for what, when and why: what goes with a command into every event that it makes.

use crate::Blob;
use chrono::{DateTime, Utc};
use domain::kernel::Pii;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The actor's id where nobody signed in, as passengers need not. A history by actor has no index for it.
pub const PUBLIC: &str = "public";

/// What goes with a command.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// Done at most once under this id.
    pub command_id: Uuid,
    /// The command's name, such as `SuspendLicence`.
    pub command: &'static str,
    /// An opaque id: an account, a public code's visitor, an operator, a reactor.
    pub actor_id: String,
    /// What began it all.
    pub correlation_id: Uuid,
    /// The event or command that this follows from.
    pub causation_id: Uuid,
    /// Further facts, flat and without nulls: role, channel, basis, reason.
    pub metadata: BTreeMap<String, String>,
    /// Further facts that identify a person: sealed into the metadata of every event.
    pub personal: Vec<(&'static str, Pii)>,
    /// Documents that the command's events speak of.
    pub blobs: Vec<Blob>,
    /// What distinguishes this request from another under the same id.
    pub request: Vec<u8>,
    /// The moment of the command.
    pub at: DateTime<Utc>,
}

impl Envelope {
    /// A command that begins a story of its own.
    pub fn new(command: &'static str, command_id: Uuid, actor_id: impl Into<String>, at: DateTime<Utc>) -> Self {
        Self {
            command_id,
            command,
            actor_id: actor_id.into(),
            correlation_id: command_id,
            causation_id: command_id,
            metadata: BTreeMap::new(),
            personal: Vec::new(),
            blobs: Vec::new(),
            request: Vec::new(),
            at,
        }
    }

    /// Adds a fact.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<String>) -> Self {
        self.metadata.insert(key.to_owned(), value.into());
        self
    }

    /// Adds a fact that identifies a person.
    #[must_use]
    pub fn with_personal(mut self, key: &'static str, value: Pii) -> Self {
        self.personal.push((key, value));
        self
    }

    /// Adds a document; it is stored with the events or not at all.
    #[must_use]
    pub fn with_blob(mut self, blob: Blob) -> Self {
        self.blobs.push(blob);
        self
    }

    /// Says what the request was.
    #[must_use]
    pub fn of_request(mut self, request: impl Into<Vec<u8>>) -> Self {
        self.request = request.into();
        self
    }

    /// Says what it follows from.
    #[must_use]
    pub fn caused_by(mut self, correlation_id: Uuid, causation_id: Uuid) -> Self {
        self.correlation_id = correlation_id;
        self.causation_id = causation_id;
        self
    }
}

/// A command that is done, now or earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Executed {
    /// The first position that it wrote.
    pub first_position: i64,
    /// The last.
    pub last_position: i64,
    /// Whether it was done before, under the same id.
    pub repeated: bool,
}
