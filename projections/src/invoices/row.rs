use crate::model::{Row, Table};
use chrono::{DateTime, NaiveDate, Utc};
use domain::kernel::Rial;
use domain::payments::invoice::InvoiceItem;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An invoice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InvoiceRow {
    /// Its id.
    pub invoice_id: Uuid,
    /// Its number, such as `F-1405-000123`.
    pub number: String,
    /// The application whose fees it asks for.
    pub application_id: Option<Uuid>,
    /// Whose account sees and pays it.
    pub account_id: Uuid,
    /// Who owes it.
    pub person_id: Uuid,
    /// What it is made up of.
    pub items: Vec<InvoiceItem>,
    /// What is owed, in Rial, less what a voucher took off.
    pub total: Rial,
    /// What a voucher took off, in Rial.
    pub discount: Rial,
    /// The voucher.
    pub voucher_id: Option<Uuid>,
    /// The last day to pay.
    pub due_on: NaiveDate,
    /// The bill id; none where nothing is owed.
    pub bill_id: Option<String>,
    /// The payment id that goes with it.
    pub payment_ref: Option<String>,
    /// The policy version whose tariff holds.
    pub tariff_version: String,
    /// Whether it is owed, paid or cancelled.
    pub state: InvoiceState,
    /// The payment that paid it.
    pub payment_id: Option<Uuid>,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// When it was paid or cancelled.
    pub closed_at: Option<DateTime<Utc>>,
    /// The last event that changed it.
    pub position: i64,
}

impl Row for InvoiceRow {
    const TABLE: Table = Table { name: "invoices", key: &["invoice_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.invoice_id
    }
}

/// Where an invoice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceState {
    /// It is owed.
    Issued,
    /// It is paid.
    Paid,
    /// It is owed no longer.
    Cancelled,
}

impl InvoiceState {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Paid => "paid",
            Self::Cancelled => "cancelled",
        }
    }
}
