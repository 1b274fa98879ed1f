//! Folding an aggregate from its events.

use crate::{EventStore, StoreError};
use cqrs_es::Aggregate;
use domain::kernel::{LogEvent, upcast};
use uuid::Uuid;

impl EventStore {
    /// The aggregate's state and sequence; the default state and 0 where nothing happened.
    ///
    /// # Errors
    /// Where the database does not answer or an event cannot be read.
    pub async fn load<A: Aggregate<Event: LogEvent> + Clone + 'static>(&self, id: Uuid) -> Result<(A, i64), StoreError> {
        if let Some(known) = self.inner.cache.get(A::TYPE, id) {
            return Ok(known);
        }
        self.load_from_log(id).await
    }

    /// The same from the log alone: for whoever acts on what it says without a command on it, and so
    /// without the writer's look at the version. What is remembered may be of a moment ago, or of
    /// before another process wrote.
    ///
    /// # Errors
    /// As [`EventStore::load`].
    pub async fn load_from_log<A: Aggregate<Event: LogEvent> + Clone + 'static>(&self, id: Uuid) -> Result<(A, i64), StoreError> {
        let mut state = A::default();
        let mut sequence = 0;
        for kept in self.inner.loader.history(A::TYPE, id).await? {
            sequence = kept.sequence;
            for event in upcast::decode::<A::Event>(&kept.event_type, &kept.version, &kept.payload)? {
                state.apply(event);
            }
        }
        if sequence > 0 {
            self.inner.cache.put(A::TYPE, id, state.clone(), sequence);
        }
        Ok((state, sequence))
    }
}
