use crate::model::{Row, Table};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One event that speaks of one subject, which is not its own aggregate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineRow {
    /// A vehicle, licence, code, complaint, rating, account, application, invoice, payment or notice.
    pub subject_id: Uuid,
    /// The event's position.
    pub position: i64,
}

impl Row for TimelineRow {
    const TABLE: Table = Table { name: "timeline", key: &["subject_id", "position"] };
    const ONCE: bool = true;
    type Key = (Uuid, i64);
    fn key(&self) -> Self::Key {
        (self.subject_id, self.position)
    }
}
