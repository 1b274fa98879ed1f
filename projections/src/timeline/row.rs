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

/// One event that speaks of a ride.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RideRow {
    /// The vehicle.
    pub vehicle_id: Uuid,
    /// The event's position.
    pub position: i64,
    /// The code that was scanned; its vehicle is this one.
    pub code_id: Uuid,
    /// The licence that counted.
    pub licence_id: Uuid,
    /// Who drove, where that is known.
    pub driver_id: Option<Uuid>,
}

impl Row for RideRow {
    const TABLE: Table = Table { name: "rides", key: &["vehicle_id", "position"] };
    const ONCE: bool = true;
    type Key = (Uuid, i64);
    fn key(&self) -> Self::Key {
        (self.vehicle_id, self.position)
    }
}

/// A vehicle that a licence or a code stood for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VehicleOfRow {
    /// The licence or the code.
    pub subject_id: Uuid,
    /// The vehicle.
    pub vehicle_id: Uuid,
}

impl Row for VehicleOfRow {
    const TABLE: Table = Table { name: "vehicles_of", key: &["subject_id", "vehicle_id"] };
    type Key = (Uuid, Uuid);
    fn key(&self) -> Self::Key {
        (self.subject_id, self.vehicle_id)
    }
}
