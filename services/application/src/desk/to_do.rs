use crate::complaints::PutToDriver;
use chrono::NaiveDate;
use projections::applications::ApplicationRow;
use projections::invoices::InvoiceRow;

/// Something that waits for whose desk it is.
#[derive(Debug, Clone, PartialEq)]
pub enum ToDo {
    /// An officer asked for something.
    Answer(ApplicationRow),
    /// A bill is to be paid.
    Pay {
        /// The bill.
        invoice: InvoiceRow,
        /// What it is for.
        application: Option<ApplicationRow>,
    },
    /// A complaint about a ride is to be answered.
    Tell(Box<PutToDriver>),
    /// An application was begun and not sent.
    Finish(ApplicationRow),
}

impl ToDo {
    /// The last day for it; a draft has none.
    pub fn due_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Answer(application) => application.answer_by,
            Self::Pay { invoice, .. } => Some(invoice.due_on),
            Self::Tell(put) => Some(put.answer_by),
            Self::Finish(_) => None,
        }
    }
}

/// The soonest due first; what has no day comes last, in the order in which it came.
pub(super) fn in_order(mut list: Vec<ToDo>) -> Vec<ToDo> {
    list.sort_by_key(|task| (task.due_on().is_none(), task.due_on()));
    list
}
