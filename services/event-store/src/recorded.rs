//! An event as the log keeps it.

use crate::StoreError;
use chrono::{DateTime, Utc};
use domain::AnyEvent;
use sqlx::Row;
use sqlx::postgres::PgRow;
use uuid::Uuid;

/// Every column that readers need, in the order of [`Recorded::read`].
pub(crate) const COLUMNS: &str = "position, recorded_at, aggregate_type, aggregate_id, sequence, event_id, event_type, \
     event_version, command_id, correlation_id, causation_id, actor_id, payload, metadata";

/// An event with its place in the log. Payload and metadata are the stored text.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// Its place; dense, from 1.
    pub position: i64,
    /// When it was recorded; never before the one at the position before.
    pub recorded_at: DateTime<Utc>,
    /// The aggregate's type.
    pub aggregate_type: String,
    /// The aggregate's id.
    pub aggregate_id: String,
    /// Its place in the aggregate's history, from 1.
    pub sequence: i64,
    /// Its own id.
    pub event_id: Uuid,
    /// Its name.
    pub event_type: String,
    /// Its version.
    pub event_version: String,
    /// The command that made it.
    pub command_id: Uuid,
    /// What began it all.
    pub correlation_id: Uuid,
    /// The event or command that it follows from.
    pub causation_id: Uuid,
    /// Who asked.
    pub actor_id: String,
    /// The payload's stored text, sealed.
    pub payload: String,
    /// The metadata's stored text.
    pub metadata: String,
}

/// The stored text of a JSON column. PostgreSQL sends it as it is; to have it cast first would copy
/// it twice more.
pub(crate) fn json_text(row: &PgRow, column: usize) -> Result<String, sqlx::Error> {
    let text = row.try_get_raw(column)?.as_str();
    text.map(str::to_owned).map_err(|source| sqlx::Error::ColumnDecode { index: column.to_string(), source })
}

impl Recorded {
    // Unchecked: that the columns are of these types is the table's definition; to compare them again
    // for every event costs more than to take them out.
    pub(crate) fn read(row: &PgRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            position: row.try_get_unchecked(0)?,
            recorded_at: row.try_get_unchecked(1)?,
            aggregate_type: row.try_get_unchecked(2)?,
            aggregate_id: row.try_get_unchecked(3)?,
            sequence: row.try_get_unchecked(4)?,
            event_id: row.try_get_unchecked(5)?,
            event_type: row.try_get_unchecked(6)?,
            event_version: row.try_get_unchecked(7)?,
            command_id: row.try_get_unchecked(8)?,
            correlation_id: row.try_get_unchecked(9)?,
            causation_id: row.try_get_unchecked(10)?,
            actor_id: row.try_get_unchecked(11)?,
            payload: json_text(row, 12)?,
            metadata: json_text(row, 13)?,
        })
    }

    /// The current events that it stands for: itself, or whatever its version was upcast to.
    ///
    /// # Errors
    /// Where this version of the software does not know it.
    pub fn decode(&self) -> Result<Vec<AnyEvent>, StoreError> {
        Ok(AnyEvent::decode(&self.aggregate_type, &self.event_type, &self.event_version, &self.payload)?)
    }

    /// Whether it was written under a name or version that is written no longer.
    pub fn is_of_earlier_version(&self) -> bool {
        AnyEvent::earlier().contains(&(&self.aggregate_type, &self.event_type, &self.event_version))
    }

    /// The aggregate's id as the UUID that it is.
    pub fn aggregate(&self) -> Uuid {
        // Every aggregate id is written by `execute`, which takes a Uuid.
        Uuid::parse_str(&self.aggregate_id).unwrap_or_default()
    }
}
