use super::Purpose;
use crate::policy::Choice;
use uuid::Uuid;

/// What can be asked of a fleet code.
#[derive(Debug, Clone)]
pub enum FleetCodeCommand {
    /// The vehicle's first code.
    Issue {
        /// The vehicle.
        vehicle_id: Uuid,
        /// Where in the car it hangs and what for.
        purpose: Purpose,
        /// SHA-256 of the token, hex.
        token_sha256: String,
        /// The version of the key that the token is derived with.
        key_version: u32,
    },
    /// A new code; the one before is void.
    Reissue {
        /// The reason's code.
        reason: String,
        /// The reasons that policy offers.
        reasons: Vec<Choice>,
        /// The generation that follows the current one.
        generation: u32,
        /// SHA-256 of the new token, hex.
        token_sha256: String,
        /// The version of the key.
        key_version: u32,
        /// The policy version that decides.
        policy_version: String,
    },
}
