use super::Lot;
use crate::kernel::event::event_types;
use crate::kernel::{ClaimChange, Pii, Rial};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happened to somebody's points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum RewardAccountEvent {
    /// The first points are earned.
    RewardAccountOpened {
        /// Whose they are.
        holder: Holder,
    },
    /// Whoever left the mobile number opened an account with it.
    RewardAccountClaimed {
        /// That account.
        account_id: Uuid,
    },
    /// Points were earned; they are pending.
    PointsAccrued {
        /// The payment that they are for.
        payment_id: Uuid,
        /// Who was on the other side of the ride, where that is known.
        counterparty: Option<Uuid>,
        /// How many the programme provides.
        provided: u32,
        /// How many were earned: fewer where the cap of the day applied.
        points: u32,
        /// What a point is worth, in Rial.
        rial_per_point: Rial,
        /// What they are worth, in Rial.
        value: Rial,
        /// The civil day that they count for.
        day: NaiveDate,
        /// The first day on which they can be spent.
        active_on: NaiveDate,
        /// The last day on which they can be spent.
        expires_on: NaiveDate,
        /// Where points wait already: the last day on which all of them can be claimed from now on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claim_until: Option<NaiveDate>,
    },
    /// Points that waited for a number of an account came to it.
    PointsReceived {
        /// The reward account in which they waited.
        from: Uuid,
        /// The points.
        lots: Vec<Lot>,
    },
    /// Points can be spent.
    PointsActivated {
        /// The civil day up to which points are active.
        on: NaiveDate,
        /// How many became active.
        points: u32,
        /// When the next ones do.
        next_on: Option<NaiveDate>,
    },
    /// Points were spent, those first that expire first.
    PointsRedeemed {
        /// The redemption.
        redemption_id: Uuid,
        /// Whose account spent them.
        account_id: Uuid,
        /// What was got for them.
        reward: Reward,
        /// How many.
        points: u32,
        /// What they were worth, in Rial.
        value: Rial,
        /// The last day of those that expire next.
        next_expiry: Option<NaiveDate>,
        /// The policy version that offered it.
        policy_version: String,
    },
    /// A gift was handed over, to whoever said its code.
    GiftHandedOver {
        /// The redemption that got it.
        redemption_id: Uuid,
        /// Whose account spent points on it.
        account_id: Uuid,
        /// Its code in the catalogue.
        gift: String,
        /// The officer's account.
        officer_id: Uuid,
        /// The civil day.
        on: NaiveDate,
    },
    /// Points are past their last day.
    PointsExpired {
        /// The civil day; what expired before it is gone.
        on: NaiveDate,
        /// How many.
        points: u32,
        /// What they were worth, in Rial.
        value: Rial,
        /// The last day of those that expire next.
        next_on: Option<NaiveDate>,
    },
    /// The number belongs to an account that has points; these go to them.
    WaitingPointsHandedOver {
        /// That account.
        account_id: Uuid,
        /// The points.
        lots: Vec<Lot>,
    },
    /// Nobody claimed the points in time.
    WaitingPointsLapsed {
        /// How many.
        points: u32,
        /// What they were worth, in Rial.
        value: Rial,
    },
}

/// Whose points they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Holder {
    /// An account's.
    Account {
        /// The account.
        account_id: Uuid,
    },
    /// Whoever opens an account with a mobile number in time.
    Waiting {
        /// The number.
        mobile: Pii,
        /// The last day on which they can be claimed.
        until: NaiveDate,
    },
}

/// What points are spent on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Reward {
    /// A licence fee is less by what the points are worth.
    Voucher {},
    /// Something of the catalogue.
    Gift {
        /// Its code.
        code: String,
        /// Which of those in stock, from 1: no two people get the same.
        item: u32,
    },
}

event_types! { RewardAccountEvent of "reward_account" {
    RewardAccountOpened: "1",
    RewardAccountClaimed: "1",
    PointsAccrued: "1",
    PointsReceived: "1",
    PointsActivated: "1",
    PointsRedeemed: "1",
    GiftHandedOver: "1",
    PointsExpired: "1",
    WaitingPointsHandedOver: "1",
    WaitingPointsLapsed: "1",
}
    fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
        match self {
            Self::RewardAccountOpened { holder: Holder::Waiting { mobile, .. } } => vec![("mobile", mobile)],
            _ => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<ClaimChange> {
        let of_account = |account_id: &Uuid| ClaimChange::Take { scope: OF_ACCOUNT, value: account_id.to_string() };
        match self {
            Self::RewardAccountOpened { holder: Holder::Account { account_id } } => vec![of_account(account_id)],
            Self::RewardAccountOpened { holder: Holder::Waiting { mobile: Pii::Clear { text, .. }, .. } } => {
                vec![ClaimChange::Take { scope: WAITING, value: text.clone() }]
            }
            Self::RewardAccountClaimed { account_id } => vec![ClaimChange::Release { scope: WAITING }, of_account(account_id)],
            Self::WaitingPointsLapsed { .. } | Self::WaitingPointsHandedOver { .. } => vec![ClaimChange::Release { scope: WAITING }],
            Self::PointsRedeemed { reward: Reward::Gift { code, item }, .. } => {
                vec![ClaimChange::Take { scope: GIFT, value: gift_value(code, *item) }]
            }
            _ => Vec::new(),
        }
    }
}

/// The scope in which an account holds its points.
pub const OF_ACCOUNT: &str = "rewards.account";
/// The scope in which a mobile number holds points that wait for it.
pub const WAITING: &str = "rewards.waiting";
/// The scope in which what is in stock is held by whoever took it.
pub const GIFT: &str = "rewards.gift";

/// A gift as it is claimed.
pub fn gift_value(code: &str, item: u32) -> String {
    format!("{code}:{item}")
}
