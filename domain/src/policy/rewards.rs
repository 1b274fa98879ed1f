//! What a fare that is paid by code earns, and what that can be spent on.

use crate::kernel::Rial;
use serde::Deserialize;

/// Rules of rewards. Amounts are in Rial.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RewardRules {
    /// The programme: a stable word. Another word is another budget.
    pub programme: String,
    /// How many points it may provide altogether.
    pub budget_points: u64,
    /// What a point is worth.
    pub rial_per_point: Rial,
    /// A passenger earns a point for each full amount of a fare.
    pub passenger_amount_per_point: Rial,
    /// A driver earns a point for each full amount of a fare.
    pub driver_amount_per_point: Rial,
    /// How many points a passenger may earn on one day.
    pub passenger_points_per_day: u32,
    /// How many points a driver may earn on one day.
    pub driver_points_per_day: u32,
    /// How many fares between the same two earn points on one day.
    pub fares_per_pair_and_day: u32,
    /// Days until points become active: the reversal window of what they are for.
    pub pending_days: u16,
    /// Days that active points last.
    pub valid_days: u16,
    /// Days that points wait for a passenger without an account.
    pub waiting_days: u16,
    /// What a voucher for a licence fee costs; it is worth what its points are.
    pub voucher_points: u32,
    /// The catalogue.
    pub gifts: Vec<Gift>,
}

/// Something of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gift {
    /// A stable word.
    pub code: String,
    /// Its name in Persian.
    pub fa: String,
    /// ... and in English.
    pub en: String,
    /// What it costs, in points.
    pub points: u32,
    /// How many there are.
    pub stock: u32,
}
