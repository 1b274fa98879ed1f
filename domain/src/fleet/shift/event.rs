use crate::kernel::ClaimChange;
use crate::kernel::event::event_types;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happened to a shift. Where the car was is no event: positions may be lost, and are after days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum ShiftEvent {
    /// A driver began to work.
    ShiftStarted {
        /// The assignment that puts the driver into the car.
        assignment_id: Uuid,
        /// The car.
        vehicle_id: Uuid,
        /// The driver.
        person_id: Uuid,
    },
    /// The driver agreed that the car's place be known.
    LocationConsentGiven {
        /// The policy version that says what for.
        policy_version: String,
    },
    /// The driver agrees no longer.
    LocationConsentWithdrawn {},
    /// The driver stopped working.
    ShiftEnded {},
}

const DRIVER: &str = "shift.driver";

event_types! { ShiftEvent of "shift" {
    ShiftStarted: "1",
    LocationConsentGiven: "1",
    LocationConsentWithdrawn: "1",
    ShiftEnded: "1",
}
    fn claims(&self) -> Vec<ClaimChange> {
        match self {
            // A driver works one shift at a time.
            Self::ShiftStarted { person_id, .. } => vec![ClaimChange::Take { scope: DRIVER, value: person_id.to_string() }],
            Self::ShiftEnded {} => vec![ClaimChange::Release { scope: DRIVER }],
            Self::LocationConsentGiven { .. } | Self::LocationConsentWithdrawn {} => Vec::new(),
        }
    }
}
