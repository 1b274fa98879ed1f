use super::{BankBill, InvoiceCommand, InvoiceError, InvoiceEvent, InvoiceItem, InvoiceNumber, InvoicePurpose, IssueInvoice};
use crate::kernel::Rial;
use crate::kernel::event::aggregate;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Totals are whole thousands of Rial: a payment id says them so.
const UNIT: i64 = 1_000;
/// The least that a gateway takes, in Rial.
const LEAST: i64 = 10_000;

/// An invoice's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Invoice {
    /// Nothing happened yet.
    #[default]
    Absent,
    /// Issued, and not paid yet.
    Issued(Owed),
    /// Paid.
    Paid {
        /// Whose account saw it.
        account_id: Uuid,
        /// By which payment; none where nothing was owed.
        payment_id: Option<Uuid>,
    },
    /// Owed no longer.
    Cancelled {
        /// Whose account saw it.
        account_id: Uuid,
    },
}

/// What is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// The invoice's number.
    pub number: String,
    /// What it is for.
    pub purpose: InvoicePurpose,
    /// Whose account pays it.
    pub account_id: Uuid,
    /// What it is made up of.
    pub items: Vec<InvoiceItem>,
    /// All together, in Rial.
    pub total: Rial,
    /// What was taken off.
    pub voucher: Option<Voucher>,
}

/// A voucher that was taken off an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voucher {
    /// The voucher.
    pub voucher_id: Uuid,
    /// What it is worth, in Rial.
    pub value: Rial,
    /// What it took off which item.
    pub taken: Vec<InvoiceItem>,
}

impl Invoice {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`InvoiceError`].
    pub fn decide(&self, command: InvoiceCommand) -> Result<Vec<InvoiceEvent>, InvoiceError> {
        match command {
            InvoiceCommand::Issue(issue) => self.issue(issue),
            InvoiceCommand::RecordPayment { payment_id, amount, paid_on } => {
                let owed = self.owed()?;
                if amount != owed.total {
                    return Err(InvoiceError::AmountDiffers);
                }
                Ok(vec![InvoiceEvent::InvoicePaid { purpose: owed.purpose, payment_id: Some(payment_id), amount, paid_on }])
            }
            InvoiceCommand::ApplyVoucher { voucher_id, value, bill_organisation, today } => {
                self.owed()?.apply(voucher_id, value, bill_organisation, today)
            }
            InvoiceCommand::Cancel { reason } => {
                let owed = self.owed()?;
                let returned = owed.voucher.clone();
                let returned = returned.map(|Voucher { voucher_id, value, taken }| InvoiceEvent::VoucherReturned { voucher_id, value, taken });
                Ok(returned.into_iter().chain([InvoiceEvent::InvoiceCancelled { purpose: owed.purpose, reason }]).collect())
            }
        }
    }

    fn issue(&self, issue: IssueInvoice) -> Result<Vec<InvoiceEvent>, InvoiceError> {
        if *self != Self::Absent {
            return Err(InvoiceError::AlreadyIssued);
        }
        if issue.items.is_empty() {
            return Err(InvoiceError::NoItems);
        }
        let total = Rial::sum(issue.items.iter().map(|item| item.amount)).ok_or(InvoiceError::TotalNotPayable)?;
        if total.get() % UNIT != 0 || (1..LEAST).contains(&total.get()) {
            return Err(InvoiceError::TotalNotPayable);
        }
        let bill = bill(issue.number, issue.bill_organisation, total)?;
        let mut events = vec![InvoiceEvent::InvoiceIssued {
            number: issue.number.to_string(),
            purpose: issue.purpose,
            account_id: issue.account_id,
            person_id: issue.person_id,
            items: issue.items,
            total,
            due_on: issue.due_on,
            bill,
            tariff_version: issue.tariff_version,
        }];
        if total.is_zero() {
            events.push(InvoiceEvent::InvoicePaid { purpose: issue.purpose, payment_id: None, amount: total, paid_on: issue.today });
        }
        Ok(events)
    }

    /// What is owed, where it still is.
    ///
    /// # Errors
    /// [`InvoiceError::Absent`], [`InvoiceError::AlreadyPaid`], [`InvoiceError::Cancelled`]
    pub fn owed(&self) -> Result<&Owed, InvoiceError> {
        match self {
            Self::Absent => Err(InvoiceError::Absent),
            Self::Issued(owed) => Ok(owed),
            Self::Paid { .. } => Err(InvoiceError::AlreadyPaid),
            Self::Cancelled { .. } => Err(InvoiceError::Cancelled),
        }
    }

    /// Whose account sees and pays it; none where it was never issued.
    pub fn account_id(&self) -> Option<Uuid> {
        match self {
            Self::Absent => None,
            Self::Issued(owed) => Some(owed.account_id),
            Self::Paid { account_id, .. } | Self::Cancelled { account_id } => Some(*account_id),
        }
    }

    pub(super) fn fold(&mut self, event: InvoiceEvent) {
        let known = self.account_id().unwrap_or_default();
        *self = match event {
            InvoiceEvent::InvoiceIssued { number, purpose, account_id, items, total, .. } => {
                Self::Issued(Owed { number, purpose, account_id, items, total, voucher: None })
            }
            InvoiceEvent::VoucherApplied { voucher_id, value, taken, total, .. } => match std::mem::take(self) {
                Self::Issued(owed) => {
                    let items = less(&owed.items, &taken);
                    Self::Issued(Owed { items, total, voucher: Some(Voucher { voucher_id, value, taken }), ..owed })
                }
                other => other,
            },
            // What follows is that it is owed no longer.
            InvoiceEvent::VoucherReturned { .. } => std::mem::take(self),
            InvoiceEvent::InvoicePaid { payment_id, .. } => Self::Paid { account_id: known, payment_id },
            InvoiceEvent::InvoiceCancelled { .. } => Self::Cancelled { account_id: known },
        };
    }
}

impl Owed {
    /// As much of a voucher as can be taken off: what is left is nothing, or what a gateway takes.
    fn apply(&self, voucher_id: Uuid, value: Rial, bill_organisation: u16, today: NaiveDate) -> Result<Vec<InvoiceEvent>, InvoiceError> {
        if self.voucher.is_some() {
            return Err(InvoiceError::VoucherAlreadyApplied);
        }
        let (owed, worth) = (self.total.get(), value.get() / UNIT * UNIT);
        let off = match owed - worth.min(owed) {
            1..LEAST => (owed - LEAST).max(0),
            _ => worth.min(owed),
        };
        let off = Rial::new(off).ok().filter(|off| !off.is_zero()).ok_or(InvoiceError::NothingToTakeOff)?;
        let total = self.total.checked_sub(off).ok_or(InvoiceError::NothingToTakeOff)?;
        let number = InvoiceNumber::parse(&self.number).ok_or(InvoiceError::TotalNotPayable)?;
        let bill = bill(number, bill_organisation, total)?;
        let mut events = vec![InvoiceEvent::VoucherApplied { voucher_id, value, taken: taken(&self.items, off), total, bill }];
        if total.is_zero() {
            events.push(InvoiceEvent::InvoicePaid { purpose: self.purpose, payment_id: None, amount: total, paid_on: today });
        }
        Ok(events)
    }
}

/// The ids by which any bank takes an amount; none where nothing is owed.
fn bill(number: InvoiceNumber, organisation: u16, total: Rial) -> Result<Option<BankBill>, InvoiceError> {
    match total.is_zero() {
        true => Ok(None),
        false => number.bank_bill(organisation, total).map(Some).map_err(|_| InvoiceError::TotalNotPayable),
    }
}

/// What is taken off each item, the first ones first.
fn taken(items: &[InvoiceItem], off: Rial) -> Vec<InvoiceItem> {
    let mut left = off;
    let mut taken = Vec::new();
    for item in items {
        let amount = item.amount.min(left);
        left = left.checked_sub(amount).unwrap_or_default();
        if !amount.is_zero() {
            taken.push(InvoiceItem { code: item.code.clone(), amount });
        }
    }
    taken
}

/// The items less what was taken off them; an item of which nothing is left is gone.
fn less(items: &[InvoiceItem], taken: &[InvoiceItem]) -> Vec<InvoiceItem> {
    let off = Rial::sum(taken.iter().map(|item| item.amount)).unwrap_or_default();
    let mut left = off;
    let mut rest = Vec::new();
    for item in items {
        let amount = item.amount.min(left);
        left = left.checked_sub(amount).unwrap_or_default();
        match item.amount.checked_sub(amount) {
            Some(amount) if !amount.is_zero() => rest.push(InvoiceItem { code: item.code.clone(), amount }),
            _ => {}
        }
    }
    rest
}

aggregate!(Invoice, InvoiceCommand, InvoiceEvent, InvoiceError);
