use super::{InvoiceCommand, InvoiceError, InvoiceEvent, InvoiceItem, InvoicePurpose, IssueInvoice};
use crate::kernel::Rial;
use crate::kernel::event::aggregate;
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
            InvoiceCommand::Cancel { reason } => {
                Ok(vec![InvoiceEvent::InvoiceCancelled { purpose: self.owed()?.purpose, reason }])
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
        let bill = match total.is_zero() {
            true => None,
            false => Some(issue.number.bank_bill(issue.bill_organisation, total).map_err(|_| InvoiceError::TotalNotPayable)?),
        };
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
                Self::Issued(Owed { number, purpose, account_id, items, total })
            }
            InvoiceEvent::InvoicePaid { payment_id, .. } => Self::Paid { account_id: known, payment_id },
            InvoiceEvent::InvoiceCancelled { .. } => Self::Cancelled { account_id: known },
        };
    }
}

aggregate!(Invoice, InvoiceCommand, InvoiceEvent, InvoiceError);
