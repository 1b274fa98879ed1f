//! Folding an aggregate from its events.

use crate::loader::Kept;
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
        self.fold(id, A::default(), 0, &self.inner.loader.history(A::TYPE, id, 1).await?)
    }

    /// What is remembered, with what others have added to the log since: as good as a load from the
    /// beginning, for what is written stays. Where the log lacks the last event that is remembered, as
    /// after a failover that lost commits, nothing of it is used.
    pub(crate) async fn refresh<A: Aggregate<Event: LogEvent> + Clone + 'static>(&self, id: Uuid) -> Result<(A, i64), StoreError> {
        if let Some((state, sequence)) = self.inner.cache.get::<A>(A::TYPE, id) {
            let history = self.inner.loader.history(A::TYPE, id, sequence).await?;
            if let [last, since @ ..] = history.as_slice()
                && last.sequence == sequence
            {
                return self.fold(id, state, sequence, since);
            }
            self.inner.cache.evict(A::TYPE, id);
        }
        self.load_from_log(id).await
    }

    /// Adds events to a state, and remembers it.
    fn fold<A: Aggregate<Event: LogEvent> + Clone + 'static>(&self, id: Uuid, mut state: A, mut sequence: i64, events: &[Kept]) -> Result<(A, i64), StoreError> {
        for kept in events {
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
