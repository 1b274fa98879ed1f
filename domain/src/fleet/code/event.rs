use crate::kernel::event::{derived_id, event_types};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a code in the car is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// For passengers in the car: who drives, feedback, the fare.
    Inside,
}

impl Purpose {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Inside => "inside",
        }
    }

    /// The id of a vehicle's code for this purpose: one vehicle, one code.
    pub fn code_id(self, vehicle_id: Uuid) -> Uuid {
        derived_id(vehicle_id, &format!("fleet-code:{}", self.code()))
    }
}

/// What happened to a fleet code. The log keeps the token's hash only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum FleetCodeEvent {
    /// The vehicle got its code.
    FleetCodeIssued {
        /// The vehicle.
        vehicle_id: Uuid,
        /// What it is for.
        purpose: Purpose,
        /// Always 1.
        generation: u32,
        /// SHA-256 of the token, hex.
        token_sha256: String,
        /// The version of the key that the token is derived with.
        key_version: u32,
    },
    /// It got a new one, and the one before is void.
    FleetCodeReissued {
        /// Counts from 1.
        generation: u32,
        /// The reason's code.
        reason: String,
        /// SHA-256 of the new token, hex.
        token_sha256: String,
        /// The version of the key.
        key_version: u32,
        /// The policy version that offered the reason.
        policy_version: String,
    },
}

event_types! { FleetCodeEvent of "fleet_code" {
    FleetCodeIssued: "1",
    FleetCodeReissued: "1",
}}
