//! Folding an aggregate from its events.

use crate::{EventStore, StoreError};
use cqrs_es::Aggregate;
use domain::kernel::{LogEvent, upcast};
use sqlx::Row;
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
        let rows = sqlx::query(
            "/* load::load */ SELECT sequence, event_type, event_version, payload::text FROM events
             WHERE aggregate_type = $1 AND aggregate_id = $2 ORDER BY sequence",
        )
        .bind(A::TYPE)
        .bind(id.to_string())
        .fetch_all(&self.inner.pool)
        .await?;
        let mut state = A::default();
        let mut sequence = 0;
        for row in &rows {
            sequence = row.try_get(0)?;
            for event in upcast::decode::<A::Event>(row.try_get(1)?, row.try_get(2)?, row.try_get(3)?)? {
                state.apply(event);
            }
        }
        if sequence > 0 {
            self.inner.cache.put(A::TYPE, id, state.clone(), sequence);
        }
        Ok((state, sequence))
    }
}
