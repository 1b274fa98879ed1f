use crate::model::{Row, Table};
use chrono::{DateTime, Utc};
use domain::kernel::{Pii, Rial};
use domain::payments::GatewayName;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A payment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PaymentRow {
    /// Its id.
    pub payment_id: Uuid,
    /// The invoice that it pays.
    pub invoice_id: Option<Uuid>,
    /// Whose account pays, where one does.
    pub account_id: Option<Uuid>,
    /// The mobile number that the payer left, sealed.
    pub mobile: Option<Pii>,
    /// How much, in Rial.
    pub amount: Rial,
    /// Through which gateway.
    pub gateway: GatewayName,
    /// Where it stands.
    pub state: PaymentState,
    /// How often the gateway was asked in vain.
    pub asked: i32,
    /// When it was first asked in vain.
    pub doubted_at: Option<DateTime<Utc>>,
    /// The gateway's reference number.
    pub reference: Option<String>,
    /// The masked number of the card, sealed.
    pub card_masked: Option<Pii>,
    /// What the gateway keeps, in Rial.
    pub fee: Option<Rial>,
    /// Why it was rejected, in the gateway's words.
    pub code: Option<String>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When anything was last heard of it.
    pub news_at: DateTime<Utc>,
    /// The last event that changed it.
    pub position: i64,
}

impl Row for PaymentRow {
    const TABLE: Table = Table { name: "payments", key: &["payment_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.payment_id
    }
}

/// Where a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// The gateway was asked for a session.
    SessionRequested,
    /// The payer may be at the gateway.
    Started,
    /// The payer came back.
    CallbackReceived,
    /// The gateway was asked how it ended.
    Verifying,
    /// The gateway was asked in vain.
    InDoubt,
    /// Somebody has to look.
    NeedsReview,
    /// The money is there.
    Succeeded,
    /// The money is there, and another payment was first.
    Duplicate,
    /// The money is there, and nothing was owed any more.
    Late,
    /// The gateway said no.
    Failed,
    /// The payer turned back.
    Cancelled,
    /// Nothing was heard.
    Expired,
}

impl PaymentState {
    /// Every state.
    pub const ALL: [Self; 12] = [
        Self::SessionRequested,
        Self::Started,
        Self::CallbackReceived,
        Self::Verifying,
        Self::InDoubt,
        Self::NeedsReview,
        Self::Succeeded,
        Self::Duplicate,
        Self::Late,
        Self::Failed,
        Self::Cancelled,
        Self::Expired,
    ];

    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::SessionRequested => "session_requested",
            Self::Started => "started",
            Self::CallbackReceived => "callback_received",
            Self::Verifying => "verifying",
            Self::InDoubt => "in_doubt",
            Self::NeedsReview => "needs_review",
            Self::Succeeded => "succeeded",
            Self::Duplicate => "duplicate",
            Self::Late => "late",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// Whether more will be heard of it by itself.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::SessionRequested | Self::Started | Self::CallbackReceived | Self::Verifying | Self::InDoubt | Self::NeedsReview
        )
    }
}
