//! Points and what they can be spent on. Amounts are in Rial.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{Badge, FieldErrors, Page};

/// Something that points can be spent on. POST `/rewards/redemptions`: `csrf`,
/// `key`, `reward`.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// What is sent.
    pub reward: String,
    /// What it is, in words already translated.
    pub name: String,
    /// What it costs.
    pub points: i64,
    /// How many points are missing.
    pub missing: i64,
    /// Whether it is taken off an invoice.
    pub is_voucher: bool,
    /// The form's idempotency key.
    pub key: String,
}

impl Offer {
    fn has(&self) -> i64 {
        self.points - self.missing
    }
}

/// A gift that waits to be handed over.
#[derive(Clone, Debug, Default)]
pub struct WaitingGift {
    /// What it is, in words already translated.
    pub name: String,
    /// What is said aloud to get it, in two halves.
    pub code: String,
}

/// Points that came or went.
#[derive(Clone, Debug)]
pub struct Movement {
    /// Why, in words already translated.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// How many; below zero where they went.
    pub points: i64,
    /// How they stand.
    pub badge: Badge,
}

/// The reader's own points.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "rewards/rewards.html")]
pub struct Rewards {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// Points that can be spent.
    pub active: i64,
    /// What they are worth.
    pub worth: i64,
    /// Points that cannot be spent yet.
    pub pending: i64,
    /// What unused vouchers are worth.
    pub vouchers: Vec<i64>,
    /// Gifts that wait to be handed over.
    pub gifts: Vec<WaitingGift>,
    /// What points can be spent on.
    pub offers: Vec<Offer>,
    /// The latest first.
    pub movements: Vec<Movement>,
    /// The fare that earns a driver a point.
    pub driver_amount: i64,
    /// A driver's points of a day.
    pub driver_cap: i64,
    /// The fare that earns a passenger a point.
    pub passenger_amount: i64,
    /// A passenger's points of a day.
    pub passenger_cap: i64,
    /// Days until points are active.
    pub pending_days: i64,
    /// Days that they last.
    pub valid_days: i64,
}

impl Rewards {
    fn signed(&self, points: &i64) -> String {
        let sign = if *points < 0 { '\u{2212}' } else { '+' };
        format!("{sign}{}", points.unsigned_abs())
    }
}
