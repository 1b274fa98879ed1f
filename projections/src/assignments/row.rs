use crate::model::{Row, Table};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A driver in a car.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentRow {
    /// Its id.
    pub assignment_id: Uuid,
    /// The car.
    pub vehicle_id: Uuid,
    /// The driver's permit.
    pub licence_id: Uuid,
    /// The driver.
    pub person_id: Uuid,
    /// The shift's code.
    pub shift: String,
    /// Since when.
    pub assigned_at: DateTime<Utc>,
    /// Until when; still where not given.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Row for AssignmentRow {
    const TABLE: Table = Table { name: "assignments", key: &["assignment_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.assignment_id
    }
}
