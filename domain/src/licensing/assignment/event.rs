use crate::kernel::ClaimChange;
use crate::kernel::event::{derived_id, event_types};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happened to an assignment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum AssignmentEvent {
    /// A driver drives a vehicle from now on.
    DriverAssigned {
        /// The vehicle.
        vehicle_id: Uuid,
        /// The driver's permit.
        licence_id: Uuid,
        /// The driver.
        person_id: Uuid,
        /// The shift's code.
        shift: String,
    },
    /// The driver drives it in another shift from now on.
    ShiftChanged {
        /// The shift's code.
        shift: String,
    },
    /// The driver drives it no more.
    AssignmentEnded {},
}

/// The assignment that a permit brings along: the same permit, the same assignment.
pub fn assignment_of(licence_id: Uuid) -> Uuid {
    derived_id(licence_id, "assignment")
}

const DRIVER: &str = "assignment.driver";

event_types! { AssignmentEvent of "assignment" {
    DriverAssigned: "1",
    ShiftChanged: "1",
    AssignmentEnded: "1",
}
    fn claims(&self) -> Vec<ClaimChange> {
        match self {
            // A driver drives one vehicle at a time.
            Self::DriverAssigned { person_id, .. } => {
                vec![ClaimChange::Take { scope: DRIVER, value: person_id.to_string() }]
            }
            Self::ShiftChanged { .. } => Vec::new(),
            Self::AssignmentEnded {} => vec![ClaimChange::Release { scope: DRIVER }],
        }
    }
}
