//! Fares that are paid by code. Amounts are in Rial.

use askama::Template;
use chrono::{DateTime, Utc};

use super::feedback::RiddenVehicle;
use super::payments::Outcome;
use super::{Badge, Choice, FieldErrors, Page};

/// Pays a fare. POST `/V/{code}/fare`: `csrf`, `key`, `amount` (Rial, or
/// `other`), `other` (Toman), `tip` (Rial), `mobile`, `gateway`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "fares/pay.html")]
pub struct PayFare {
    /// The frame.
    pub page: Page,
    /// What was refused (fields `amount`, `other`, `tip`, `mobile`,
    /// `gateway`).
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The code as it stands in addresses.
    pub code: String,
    /// The driver's first name, where it may be shown.
    pub driver: Option<String>,
    /// The vehicle.
    pub vehicle: RiddenVehicle,
    /// The approved fares, and one that is typed.
    pub amounts: Vec<Choice>,
    /// The chosen amount.
    pub amount: String,
    /// The amount as typed, or empty.
    pub other: String,
    /// The least that can be paid.
    pub least: i64,
    /// The most that can be paid.
    pub most: i64,
    /// The tips, none first.
    pub tips: Vec<Choice>,
    /// The chosen tip.
    pub tip: String,
    /// The mobile number as typed, or empty.
    pub mobile: String,
    /// The gateways; one alone is not asked for.
    pub gateways: Vec<Choice>,
    /// The code of the chosen gateway.
    pub gateway: String,
}

/// The same fare once more.
#[derive(Clone, Debug, Default)]
pub struct FareAgain {
    /// The form's idempotency key.
    pub key: String,
    /// The fare.
    pub amount: i64,
    /// The tip.
    pub tip: i64,
    /// The code of the gateway.
    pub gateway: String,
}

/// What became of a fare. Asking again is POST `/fares/{receipt}/inquiry`:
/// `csrf`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "fares/receipt.html")]
pub struct FareReceipt {
    /// The frame.
    pub page: Page,
    /// The link's own word.
    pub receipt: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The vehicle.
    pub vehicle: Option<RiddenVehicle>,
    /// The code that is in the car now.
    pub code: Option<String>,
    /// The fare.
    pub fare: i64,
    /// The tip.
    pub tip: i64,
    /// Both together.
    pub total: i64,
    /// The gateway's name.
    pub gateway: String,
    /// The gateway's reference number.
    pub reference: Option<String>,
    /// The card's number with its middle hidden.
    pub card: Option<String>,
    /// When anything was last heard of it.
    pub at: DateTime<Utc>,
    /// Trying again at once.
    pub again: Option<FareAgain>,
    /// Whether the payer may go on at the gateway.
    pub at_gateway: bool,
}

impl FareReceipt {
    /// The keys of what became of it and of what follows, as a passenger
    /// needs to know it.
    fn keys(&self) -> (&'static str, &'static str) {
        match self.outcome {
            Outcome::Paid => ("fare-paid", "fare-paid-text"),
            Outcome::Opening => ("payment-opening", "fare-opening-text"),
            Outcome::Expired => ("payment-expired", "fare-expired-text"),
            Outcome::PaidTwice | Outcome::PaidLate => ("fare-held", "payment-paid-late-text"),
            other => (other.key(), other.text()),
        }
    }
}

/// A fare as its driver sees it.
#[derive(Clone, Debug)]
pub struct DriversFare {
    /// When the passenger set out to pay.
    pub at: DateTime<Utc>,
    /// The fare.
    pub fare: i64,
    /// The tip.
    pub tip: i64,
    /// The organisation's share.
    pub commission: i64,
    /// Whether it is paid.
    pub badge: Badge,
}

/// A driver's day, a part of a page that is sent again when it changes.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "fares/mine_list.html")]
pub struct DriversFares {
    /// The frame of the page that it is part of.
    pub page: Page,
    /// The driver's own of today: fares less commission, and tips.
    pub earned: i64,
    /// Fares of today.
    pub fares: i64,
    /// The organisation's share of them.
    pub commission: i64,
    /// Tips of today.
    pub tips: i64,
    /// What is owed to the driver altogether.
    pub owed: i64,
    /// Today's fares, the newest first.
    pub rows: Vec<DriversFare>,
}

/// A driver's fares of today. What changes comes by server-sent events from
/// `/my/fares/stream`; without scripts a link loads the page again.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "fares/mine.html")]
pub struct FaresPage {
    /// The frame.
    pub page: Page,
    /// The day.
    pub fares: DriversFares,
}
