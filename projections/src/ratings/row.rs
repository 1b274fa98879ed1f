use crate::model::{Row, Table};
use chrono::{DateTime, Utc};
use domain::kernel::Pii;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One rating.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RatingRow {
    /// Its id.
    pub rating_id: Uuid,
    /// The vehicle.
    pub vehicle_id: Uuid,
    /// The licence of the ride.
    pub licence_id: Uuid,
    /// The driver, where one was assigned.
    pub driver_id: Option<Uuid>,
    /// One to five.
    pub stars: i16,
    /// What was ticked.
    pub tags: Vec<String>,
    /// A free text, sealed.
    pub comment: Option<Pii>,
    /// When it was given.
    pub rated_at: DateTime<Utc>,
}

impl Row for RatingRow {
    const TABLE: Table = Table { name: "ratings", key: &["rating_id"] };
    const ONCE: bool = true;
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.rating_id
    }
}

/// A vehicle's ratings summed up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VehicleRatingsRow {
    /// The vehicle.
    pub vehicle_id: Uuid,
    /// How many.
    pub ratings: i32,
    /// The sum of their stars.
    pub stars: i32,
}

impl Row for VehicleRatingsRow {
    const TABLE: Table = Table { name: "vehicle_ratings", key: &["vehicle_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.vehicle_id
    }
}
