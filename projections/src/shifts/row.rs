use crate::model::{Row, Table};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftRow {
    /// Its id.
    pub shift_id: Uuid,
    /// The assignment that put the driver into the car.
    pub assignment_id: Uuid,
    /// The car.
    pub vehicle_id: Uuid,
    /// The driver.
    pub person_id: Uuid,
    /// Whether the car's place may be known.
    pub consent: bool,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Row for ShiftRow {
    const TABLE: Table = Table { name: "shifts", key: &["shift_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.shift_id
    }
}
