use crate::kernel::Pii;
use crate::kernel::event::{event_types, optional};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Whose ride it was, as the scanned code stood for it at that moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ride {
    /// The code.
    pub code_id: Uuid,
    /// Its generation.
    pub generation: u32,
    /// The vehicle.
    pub vehicle_id: Uuid,
    /// The licence that was in force or not.
    pub licence_id: Uuid,
    /// The driver, where one was assigned.
    pub driver_id: Option<Uuid>,
}

/// What happened to a rating.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum RatingEvent {
    /// A passenger rated a ride.
    RideRated {
        /// Whose ride it was.
        ride: Ride,
        /// One to five.
        stars: u8,
        /// Codes of what was ticked, sorted.
        tags: Vec<String>,
        /// A free text.
        comment: Option<Pii>,
        /// The policy version that offered the tags.
        policy_version: String,
    },
}

event_types! { RatingEvent of "rating" {
    RideRated: "1",
}
    fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
        let Self::RideRated { comment, .. } = self;
        optional("comment", comment).into_iter().collect()
    }
}
