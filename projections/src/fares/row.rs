use crate::model::{Row, Table};
use chrono::{DateTime, Utc};
use domain::kernel::Rial;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A fare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FareRow {
    /// The payment that pays it.
    pub payment_id: Uuid,
    /// The car.
    pub vehicle_id: Uuid,
    /// The driver: a person.
    pub driver_id: Uuid,
    /// What of the fare is the driver's, in Rial.
    pub driver: Rial,
    /// What of the fare is the organisation's, in Rial.
    pub commission: Rial,
    /// The tip, in Rial: wholly the driver's.
    pub tip: Rial,
    /// Whether it is paid.
    pub state: FareState,
    /// When the passenger set out to pay.
    pub begun_at: DateTime<Utc>,
    /// When anything was last heard of it.
    pub news_at: DateTime<Utc>,
    /// The last event that changed it.
    pub position: i64,
}

impl FareRow {
    /// The fare itself, in Rial, without the tip.
    pub fn fare(&self) -> i64 {
        self.driver.get() + self.commission.get()
    }

    /// What of it is the driver's, in Rial, with the tip.
    pub fn earned(&self) -> i64 {
        self.driver.get() + self.tip.get()
    }
}

impl Row for FareRow {
    const TABLE: Table = Table { name: "fares", key: &["payment_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.payment_id
    }
}

/// Whether a fare is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FareState {
    /// The passenger is paying.
    Waiting,
    /// It is paid.
    Paid,
    /// It was not paid, or the money is held.
    Unpaid,
}

impl FareState {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Paid => "paid",
            Self::Unpaid => "unpaid",
        }
    }
}
