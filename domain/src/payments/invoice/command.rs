use super::{InvoiceItem, InvoiceNumber, InvoicePurpose};
use crate::kernel::Rial;
use chrono::NaiveDate;
use uuid::Uuid;

/// What can be asked of an invoice.
#[derive(Debug, Clone)]
pub enum InvoiceCommand {
    /// Somebody owes something.
    Issue(IssueInvoice),
    /// A payment of it succeeded.
    RecordPayment {
        /// The payment.
        payment_id: Uuid,
        /// What was paid, in Rial.
        amount: Rial,
        /// The civil day on which it was.
        paid_on: NaiveDate,
    },
    /// A voucher is taken off.
    ApplyVoucher {
        /// The voucher: the redemption that it was got by.
        voucher_id: Uuid,
        /// What it is worth, in Rial.
        value: Rial,
        /// The organisation's three digits in bill ids.
        bill_organisation: u16,
        /// The civil day: that of payment where nothing is left to pay.
        today: NaiveDate,
    },
    /// It is owed no longer.
    Cancel {
        /// Why: a stable word, such as `withdrawn`.
        reason: String,
    },
}

/// What is owed, by whom, for what and until when.
#[derive(Debug, Clone)]
pub struct IssueInvoice {
    /// Its number.
    pub number: InvoiceNumber,
    /// What it is for.
    pub purpose: InvoicePurpose,
    /// Whose account sees and pays it.
    pub account_id: Uuid,
    /// Who owes it.
    pub person_id: Uuid,
    /// What it is made up of.
    pub items: Vec<InvoiceItem>,
    /// The civil day: what costs nothing is paid on it.
    pub today: NaiveDate,
    /// The last day to pay.
    pub due_on: NaiveDate,
    /// The organisation's three digits in bill ids.
    pub bill_organisation: u16,
    /// The policy version whose tariff holds.
    pub tariff_version: String,
}
