//! Bills, paying, and what became of it. Amounts are in Rial.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};

use super::{Choice, FieldErrors, Page};

/// How an invoice stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BillStatus {
    /// It is to be paid.
    #[default]
    Owed,
    /// It is to be paid, and the last day is past.
    Overdue,
    /// It is paid.
    Paid,
    /// It is owed no longer.
    Cancelled,
}

impl BillStatus {
    const fn look(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Owed => ("is-info", "clock", "invoice-owed"),
            Self::Overdue => ("is-bad is-off", "glass", "invoice-overdue"),
            Self::Paid => ("is-ok", "tick", "invoice-paid"),
            Self::Cancelled => ("is-off", "no", "invoice-cancelled"),
        }
    }

    /// The badge's class.
    pub const fn class(self) -> &'static str {
        self.look().0
    }

    /// The badge's icon.
    pub const fn icon(self) -> &'static str {
        self.look().1
    }

    /// The key of its word.
    pub const fn key(self) -> &'static str {
        self.look().2
    }
}

/// What became of a payment, as its payer needs to know it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// The gateway has not opened it.
    #[default]
    Opening,
    /// The payer may be at the gateway.
    AtGateway,
    /// The gateway is being asked.
    Pending,
    /// Somebody looks at it.
    InReview,
    /// It is paid.
    Paid,
    /// It is paid, and was before.
    PaidTwice,
    /// It is paid, and nothing was owed.
    PaidLate,
    /// The gateway said no.
    Failed,
    /// The payer turned back.
    Cancelled,
    /// Nothing was heard.
    Expired,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 10] = [
        Self::Opening,
        Self::AtGateway,
        Self::Pending,
        Self::InReview,
        Self::Paid,
        Self::PaidTwice,
        Self::PaidLate,
        Self::Failed,
        Self::Cancelled,
        Self::Expired,
    ];

    const fn look(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::Opening => ("", "clock", "payment-opening", "payment-opening-text"),
            Self::AtGateway => (
                "",
                "clock",
                "payment-at-gateway",
                "payment-at-gateway-text",
            ),
            Self::Pending => ("", "clock", "payment-pending", "payment-pending-text"),
            Self::InReview => (
                "banner-warn",
                "alert",
                "payment-in-review",
                "payment-in-review-text",
            ),
            Self::Paid => ("banner-ok", "tick", "payment-paid", "payment-paid-text"),
            Self::PaidTwice => (
                "banner-warn",
                "alert",
                "payment-paid-twice",
                "payment-paid-twice-text",
            ),
            Self::PaidLate => (
                "banner-warn",
                "alert",
                "payment-paid-late",
                "payment-paid-late-text",
            ),
            Self::Failed => ("banner-bad", "alert", "payment-failed", "payment-failed-text"),
            Self::Cancelled => (
                "banner-warn",
                "alert",
                "payment-cancelled",
                "payment-cancelled-text",
            ),
            Self::Expired => (
                "banner-warn",
                "alert",
                "payment-expired",
                "payment-expired-text",
            ),
        }
    }

    /// The banner's class.
    pub const fn class(self) -> &'static str {
        self.look().0
    }

    /// Its icon.
    pub const fn icon(self) -> &'static str {
        self.look().1
    }

    /// The key of its word.
    pub const fn key(self) -> &'static str {
        self.look().2
    }

    /// The key of the sentence that says what follows.
    pub const fn text(self) -> &'static str {
        self.look().3
    }

    /// Whether more will be known without anybody doing anything.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Opening | Self::AtGateway | Self::Pending)
    }

    /// Whether money came, so that there is a receipt.
    pub const fn has_receipt(self) -> bool {
        matches!(self, Self::Paid | Self::PaidTwice | Self::PaidLate)
    }

    /// Whether another attempt is the thing to do.
    pub const fn invites_again(self) -> bool {
        matches!(self, Self::Failed | Self::Cancelled | Self::Expired)
    }
}

/// An invoice in the list.
#[derive(Clone, Debug, Default)]
pub struct InvoicesRow {
    /// The invoice's id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// What is owed.
    pub total: i64,
    /// The last day to pay.
    pub due_on: NaiveDate,
    /// How it stands.
    pub status: BillStatus,
}

/// The reader's own invoices.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "payments/list.html")]
pub struct Invoices {
    /// The frame.
    pub page: Page,
    /// The newest first.
    pub rows: Vec<InvoicesRow>,
}

/// A line of an invoice.
#[derive(Clone, Debug, Default)]
pub struct InvoiceLine {
    /// What it is for.
    pub name: String,
    /// What it costs.
    pub amount: i64,
}

/// An attempt to pay an invoice.
#[derive(Clone, Debug, Default)]
pub struct PaymentLine {
    /// The payment's id.
    pub id: String,
    /// When it was begun.
    pub at: DateTime<Utc>,
    /// The gateway's name.
    pub gateway: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// Pays. POST `/invoices/{id}/payments`: `csrf`, `key`, `gateway`.
#[derive(Clone, Debug, Default)]
pub struct PayForm {
    /// The form's idempotency key.
    pub key: String,
    /// The code of the chosen gateway.
    pub gateway: String,
    /// The gateways; one alone is not asked for.
    pub gateways: Vec<Choice>,
}

/// An invoice. Without a form it is not to be paid now, or not by the reader.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "payments/invoice.html")]
pub struct Invoice {
    /// The frame.
    pub page: Page,
    /// What was refused (field `gateway`).
    pub errors: FieldErrors,
    /// The invoice's id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// How it stands.
    pub status: BillStatus,
    /// What it is made up of.
    pub lines: Vec<InvoiceLine>,
    /// All together.
    pub total: i64,
    /// The version of the tariff.
    pub tariff: String,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// The last day to pay.
    pub due_on: NaiveDate,
    /// When it was paid or cancelled.
    pub closed_at: Option<DateTime<Utc>>,
    /// Bill id and payment id.
    pub bill: Option<(String, String)>,
    /// The id of the payment that paid it.
    pub receipt: Option<String>,
    /// The id of a payment of which it is not known whether it took money.
    pub in_doubt: Option<String>,
    /// Paying.
    pub form: Option<PayForm>,
    /// What was tried, the newest first.
    pub payments: Vec<PaymentLine>,
}

/// On the way to the gateway.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "payments/gateway.html")]
pub struct ToGateway {
    /// The frame.
    pub page: Page,
    /// The gateway's name.
    pub gateway: String,
    /// How much is paid.
    pub amount: i64,
    /// The gateway's page.
    pub pay_url: String,
}

/// What became of a payment. Asking again is POST `/payments/{id}/inquiry`:
/// `csrf`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "payments/payment.html")]
pub struct Payment {
    /// The frame.
    pub page: Page,
    /// The payment's id.
    pub id: String,
    /// What became of it.
    pub outcome: Outcome,
    /// How much.
    pub amount: i64,
    /// The gateway's name.
    pub gateway: String,
    /// The gateway's reference number.
    pub reference: Option<String>,
    /// The card's number with its middle hidden.
    pub card: Option<String>,
    /// When it was begun.
    pub begun_at: DateTime<Utc>,
    /// When anything was last heard of it.
    pub news_at: DateTime<Utc>,
    /// The invoice's id.
    pub invoice_id: Option<String>,
    /// The invoice's number.
    pub invoice_number: Option<String>,
    /// Trying again at once, where the invoice is still owed.
    pub again: Option<PayForm>,
    /// Whether the payer may go on at the gateway.
    pub at_gateway: bool,
}
