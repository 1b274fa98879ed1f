//! How money looks to programs: bills, and what was paid.

use application::fares::FareReceipt;
use application::payments::PaymentView;
use chrono::{DateTime, NaiveDate, Utc};
use domain::kernel::Rial;
use projections::invoices::InvoiceRow;
use projections::payments::PaymentRow;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// An amount of money.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Money {
    /// Whole Rial.
    rial: i64,
}

/// An amount of money that somebody names.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// Whole Rial.
    #[schema(minimum = 0)]
    rial: i64,
}

impl Amount {
    /// The number of Rial.
    pub fn rial(self) -> i64 {
        self.rial
    }
}

impl From<Rial> for Money {
    fn from(amount: Rial) -> Self {
        Self { rial: amount.get() }
    }
}

/// A line of an invoice.
#[derive(Debug, Serialize, ToSchema)]
pub struct Item {
    /// The fee's code in the tariff.
    code: String,
    amount: Money,
}

/// An invoice.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invoice {
    invoice_id: Uuid,
    number: String,
    /// `issued`, `paid` or `cancelled`.
    status: &'static str,
    /// The application whose fees it asks for.
    application_id: Option<Uuid>,
    items: Vec<Item>,
    /// What a voucher took off.
    discount: Money,
    total: Money,
    due_on: NaiveDate,
    due_on_jalali: String,
    /// By this and `bill_payment_id` any bank takes it; none where nothing is owed.
    bill_id: Option<String>,
    bill_payment_id: Option<String>,
    issued_at: DateTime<Utc>,
    /// When it was paid or cancelled.
    closed_at: Option<DateTime<Utc>>,
    /// The payment that paid it.
    payment_id: Option<Uuid>,
    /// The position of the event that changed it last.
    position: i64,
}

impl From<&InvoiceRow> for Invoice {
    fn from(row: &InvoiceRow) -> Self {
        Self {
            invoice_id: row.invoice_id,
            number: row.number.clone(),
            status: row.state.code(),
            application_id: row.application_id,
            items: row.items.iter().map(|item| Item { code: item.code.clone(), amount: item.amount.into() }).collect(),
            discount: row.discount.into(),
            total: row.total.into(),
            due_on: row.due_on,
            due_on_jalali: i18n::jalali_iso(row.due_on),
            bill_id: row.bill_id.clone(),
            bill_payment_id: row.payment_ref.clone(),
            issued_at: row.issued_at,
            closed_at: row.closed_at,
            payment_id: row.payment_id,
            position: row.position,
        }
    }
}

/// An attempt to pay.
#[derive(Debug, Serialize, ToSchema)]
pub struct Payment {
    payment_id: Uuid,
    invoice_id: Option<Uuid>,
    /// `session_requested`, `started`, `callback_received`, `verifying`, `in_doubt`, `needs_review`,
    /// `succeeded`, `duplicate`, `late`, `failed`, `cancelled` or `expired`.
    status: &'static str,
    amount: Money,
    /// `zarinpal` or `zibal`.
    gateway: &'static str,
    /// The gateway's reference number.
    reference: Option<String>,
    /// The card's number with its middle hidden; for its payer, finance and auditors.
    #[serde(skip_serializing_if = "Option::is_none")]
    card_masked: Option<String>,
    /// Why it failed, in the gateway's words.
    code: Option<String>,
    /// The gateway's page, while the payer may go there.
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect_url: Option<String>,
    created_at: DateTime<Utc>,
    /// When anything was last heard of it.
    news_at: DateTime<Utc>,
    /// The position of the event that changed it last.
    position: i64,
}

impl From<&PaymentRow> for Payment {
    fn from(row: &PaymentRow) -> Self {
        Self {
            payment_id: row.payment_id,
            invoice_id: row.invoice_id,
            status: row.state.code(),
            amount: row.amount.into(),
            gateway: row.gateway.as_str(),
            reference: row.reference.clone(),
            card_masked: None,
            code: row.code.clone(),
            redirect_url: None,
            created_at: row.created_at,
            news_at: row.news_at,
            position: row.position,
        }
    }
}

impl Payment {
    /// The payment of a fare, for whoever holds its link.
    pub fn of_fare(receipt: &FareReceipt) -> Self {
        Self { card_masked: receipt.card_masked.clone(), redirect_url: receipt.pay_url.clone(), ..Self::from(&receipt.payment) }
    }
}

impl From<PaymentView> for Payment {
    fn from(view: PaymentView) -> Self {
        Self { card_masked: view.card_masked, redirect_url: view.pay_url, ..Self::from(&view.payment) }
    }
}
