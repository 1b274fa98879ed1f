use crate::model::{Row, Table};
use chrono::{DateTime, NaiveDate, Utc};
use domain::kernel::Rial;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many points somebody has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RewardAccountRow {
    /// Its id.
    pub reward_account_id: Uuid,
    /// Whose account; none while points wait for whoever left a mobile number.
    pub account_id: Option<Uuid>,
    /// Points that cannot be spent yet.
    pub pending: i32,
    /// Points that can be spent.
    pub active: i32,
    /// What the latest points are worth, each, in Rial.
    pub rial_per_point: Rial,
    /// The last event that changed it.
    pub position: i64,
}

impl Row for RewardAccountRow {
    const TABLE: Table = Table { name: "reward_accounts", key: &["reward_account_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.reward_account_id
    }
}

/// Points that came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementRow {
    /// The event.
    pub event_id: Uuid,
    /// Whose points.
    pub reward_account_id: Uuid,
    /// How they moved.
    pub kind: MovementKind,
    /// How many.
    pub points: i32,
    /// The first day on which earned points can be spent.
    pub active_on: Option<NaiveDate>,
    /// The last day on which earned points can be spent.
    pub expires_on: Option<NaiveDate>,
    /// The gift's code.
    pub gift: Option<String>,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// Where the event stands.
    pub position: i64,
}

impl Row for MovementRow {
    const TABLE: Table = Table { name: "reward_movements", key: &["event_id"] };
    const ONCE: bool = true;
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.event_id
    }
}

/// How points move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MovementKind {
    /// Earned by a fare.
    Earned,
    /// Earned by a number before it was the account's.
    Received,
    /// Spent on a voucher.
    Voucher,
    /// Spent on a gift.
    Gift,
    /// Past their last day.
    Expired,
}

impl MovementKind {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Earned => "earned",
            Self::Received => "received",
            Self::Voucher => "voucher",
            Self::Gift => "gift",
            Self::Expired => "expired",
        }
    }
}

/// A voucher for a licence fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoucherRow {
    /// Its id: the redemption's.
    pub voucher_id: Uuid,
    /// Whose account.
    pub account_id: Uuid,
    /// What it is worth, in Rial.
    pub value: Rial,
    /// The invoice that it was taken off.
    pub invoice_id: Option<Uuid>,
    /// The event that made it.
    pub position: i64,
}

impl Row for VoucherRow {
    const TABLE: Table = Table { name: "reward_vouchers", key: &["voucher_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.voucher_id
    }
}

/// A gift of the catalogue that was got for points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftRow {
    /// The redemption.
    pub redemption_id: Uuid,
    /// Whose points got it.
    pub reward_account_id: Uuid,
    /// Whose account.
    pub account_id: Uuid,
    /// Its code in the catalogue.
    pub gift: String,
    /// What is said aloud to get it: eight digits.
    pub hand_over_code: String,
    /// When points were spent on it.
    pub redeemed_at: DateTime<Utc>,
    /// When it was handed over.
    pub handed_over_at: Option<DateTime<Utc>>,
    /// The event that got it.
    pub position: i64,
}

impl Row for GiftRow {
    const TABLE: Table = Table { name: "reward_gifts", key: &["redemption_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.redemption_id
    }
}
