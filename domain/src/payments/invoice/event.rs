use crate::kernel::event::event_types;
use crate::kernel::{BillId, ClaimChange, PaymentId, Rial};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happened to an invoice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum InvoiceEvent {
    /// Somebody owes something.
    InvoiceIssued {
        /// Its number, such as `F-1405-000123`.
        number: String,
        /// What it is for.
        purpose: InvoicePurpose,
        /// Whose account sees and pays it.
        account_id: Uuid,
        /// Who owes it.
        person_id: Uuid,
        /// What it is made up of.
        items: Vec<InvoiceItem>,
        /// What is owed, in Rial: the sum of the items.
        total: Rial,
        /// The last day to pay.
        due_on: NaiveDate,
        /// The ids by which any bank takes it; none where nothing is owed.
        bill: Option<BankBill>,
        /// The policy version whose tariff holds.
        tariff_version: String,
    },
    /// A voucher was taken off.
    VoucherApplied {
        /// The voucher.
        voucher_id: Uuid,
        /// What it is worth, in Rial. What cannot be taken off is lost.
        value: Rial,
        /// What was taken off which item.
        taken: Vec<InvoiceItem>,
        /// What is still owed, in Rial.
        total: Rial,
        /// The ids by which any bank takes what is owed; none where nothing is.
        bill: Option<BankBill>,
    },
    /// A voucher counts no longer and can be used again.
    VoucherReturned {
        /// The voucher.
        voucher_id: Uuid,
        /// What it is worth, in Rial.
        value: Rial,
        /// What had been taken off which item.
        taken: Vec<InvoiceItem>,
    },
    /// It is paid.
    InvoicePaid {
        /// What it was for, so that the follow-up needs nothing else.
        purpose: InvoicePurpose,
        /// The payment that did it; none where nothing was owed.
        payment_id: Option<Uuid>,
        /// What was paid, in Rial.
        amount: Rial,
        /// The civil day on which it was.
        paid_on: NaiveDate,
    },
    /// It is owed no longer.
    InvoiceCancelled {
        /// What it was for.
        purpose: InvoicePurpose,
        /// Why: a stable word.
        reason: String,
    },
}

/// What an invoice is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum InvoicePurpose {
    /// The fees of an application.
    Application {
        /// The application.
        application_id: Uuid,
    },
}

/// A line of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InvoiceItem {
    /// The fee's code in the tariff.
    pub code: String,
    /// What it costs, in Rial.
    pub amount: Rial,
}

/// The pair of ids by which any bank, cash machine or banking app takes a bill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BankBill {
    /// Whose bill it is (شناسه قبض).
    pub bill_id: BillId,
    /// What is paid (شناسه پرداخت).
    pub payment_ref: PaymentId,
}

event_types! { InvoiceEvent of "invoice" {
    InvoiceIssued: "1",
    VoucherApplied: "1",
    VoucherReturned: "1",
    InvoicePaid: "1",
    InvoiceCancelled: "1",
}
    fn claims(&self) -> Vec<ClaimChange> {
        match self {
            Self::InvoiceIssued { number, .. } => vec![ClaimChange::Take { scope: "invoice.number", value: number.clone() }],
            Self::VoucherApplied { voucher_id, .. } => vec![ClaimChange::Take { scope: VOUCHER, value: voucher_id.to_string() }],
            Self::VoucherReturned { .. } => vec![ClaimChange::Release { scope: VOUCHER }],
            Self::InvoicePaid { .. } | Self::InvoiceCancelled { .. } => Vec::new(),
        }
    }
}

/// The scope in which an invoice holds the voucher that was taken off it: none is used twice.
pub const VOUCHER: &str = "invoice.voucher";
