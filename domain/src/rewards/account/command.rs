use super::{Holder, Lot, Reward};
use crate::kernel::Rial;
use chrono::NaiveDate;
use uuid::Uuid;

/// What can be asked of a reward account.
#[derive(Debug, Clone)]
pub enum RewardAccountCommand {
    /// Points are earned; the first open the account.
    Accrue(AccruePoints),
    /// The reversal window of points has closed.
    Activate {
        /// The civil day.
        today: NaiveDate,
    },
    /// Whoever left the mobile number opened an account with it.
    Claim {
        /// That account.
        account_id: Uuid,
    },
    /// The number belongs to an account that has points; these go to them.
    HandOver {
        /// That account.
        account_id: Uuid,
    },
    /// Points that waited for a number of the account come to it.
    Receive {
        /// The reward account in which they waited.
        from: Uuid,
        /// The points.
        lots: Vec<Lot>,
    },
    /// Active points are spent.
    Redeem(RedeemPoints),
    /// A gift is handed over.
    HandOverGift(HandOverGift),
    /// Points are past their last day.
    Expire {
        /// The civil day.
        today: NaiveDate,
    },
    /// Nobody claimed the points in time.
    Lapse {
        /// The civil day.
        today: NaiveDate,
    },
}

/// Points for a fare.
#[derive(Debug, Clone)]
pub struct AccruePoints {
    /// Whose they are, where the account is opened by them.
    pub holder: Holder,
    /// The payment that they are for.
    pub payment_id: Uuid,
    /// Who was on the other side of the ride, where that is known.
    pub counterparty: Option<Uuid>,
    /// How many, before caps.
    pub points: u32,
    /// What a point is worth, in Rial.
    pub rial_per_point: Rial,
    /// How many may be earned on one day.
    pub per_day: u32,
    /// How many fares with the same counterparty earn points on one day.
    pub per_pair_and_day: u32,
    /// The civil day of the fare.
    pub day: NaiveDate,
    /// The first day on which they can be spent.
    pub active_on: NaiveDate,
    /// The last day on which they can be spent.
    pub expires_on: NaiveDate,
}

/// What points are spent on.
#[derive(Debug, Clone)]
pub struct RedeemPoints {
    /// Its id.
    pub redemption_id: Uuid,
    /// What is got for them.
    pub reward: Reward,
    /// How many it costs.
    pub points: u32,
    /// The civil day.
    pub today: NaiveDate,
    /// The policy version that offers it.
    pub policy_version: String,
}

/// A gift that an officer hands to whoever says its code.
#[derive(Debug, Clone)]
pub struct HandOverGift {
    /// The redemption that got it.
    pub redemption_id: Uuid,
    /// The officer's account.
    pub officer_id: Uuid,
    /// The civil day.
    pub today: NaiveDate,
}
