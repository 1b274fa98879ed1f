use crate::kernel::Rial;
use crate::kernel::event::event_types;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happened to a programme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum RewardProgrammeEvent {
    /// A fare earns points, within the budget. Their caps are the accounts' own.
    RewardGranted {
        /// The payment of the fare.
        payment_id: Uuid,
        /// Who drove.
        driver_id: Uuid,
        /// The passenger, where that is somebody with an account: the person.
        passenger_id: Option<Uuid>,
        /// Points for the passenger.
        passenger_points: u32,
        /// Points for the driver.
        driver_points: u32,
        /// What a point is worth, in Rial.
        rial_per_point: Rial,
        /// How many points a passenger may earn on one day.
        passenger_per_day: u32,
        /// How many points a driver may earn on one day.
        driver_per_day: u32,
        /// How many fares between the same two earn points on one day.
        per_pair_and_day: u32,
        /// The civil day that they count for.
        day: NaiveDate,
        /// The first day on which they can be spent.
        active_on: NaiveDate,
        /// The last day on which they can be spent.
        expires_on: NaiveDate,
        /// The last day on which a passenger without an account can claim them.
        claim_until: NaiveDate,
    },
}

event_types! { RewardProgrammeEvent of "reward_programme" {
    RewardGranted: "1",
} }
