//! A payment, as a gateway keeps it.

use chrono::{DateTime, Utc};
use serde::Serialize;

/// Which gateway's language the merchant speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Protocol {
    /// ZarinPal v4.
    Zarinpal,
    /// Zibal.
    Zibal,
}

/// How a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The payer has not finished.
    InBank,
    /// Paid, and to be verified by the merchant.
    Paid,
    /// Paid and verified: the merchant's money.
    Verified,
    /// The payer went away.
    Cancelled,
    /// The time for paying ran out.
    Failed,
    /// The money went back.
    Reversed,
}

/// What the payer's bank said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// What was taken, in Rial.
    pub amount: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The number of the transaction; more than 32 bits have room for.
    pub reference: i64,
    /// The card, its middle hidden.
    pub card_masked: String,
    /// A stand-in for the SHA-256 of the card.
    pub card_hash: String,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Payment {
    /// Which gateway it is at.
    pub protocol: Protocol,
    /// What the gateway calls it.
    pub authority: String,
    /// Whose it is.
    pub merchant: String,
    /// What the merchant asked for, in Rial, as the gateway heard it.
    pub amount: i64,
    /// What for.
    pub description: String,
    /// Where the payer is sent back to.
    pub callback_url: String,
    /// The merchant's own id.
    pub order_id: Option<String>,
    /// When the merchant asked.
    pub opened_at: DateTime<Utc>,
    /// How it stands.
    pub standing: Standing,
    /// What was paid, once it was.
    pub receipt: Option<Receipt>,
}

impl Payment {
    /// What the gateway keeps of a paid amount: half a per cent, at most 40,000 Rial.
    pub fn fee(&self) -> i64 {
        let paid = self.receipt.as_ref().map_or(self.amount, |receipt| receipt.amount);
        (paid / 200).min(40_000)
    }
}
