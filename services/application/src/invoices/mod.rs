//! What people owe, and what they have paid.

mod issue;
mod list_mine;
mod view;

pub use issue::{NewInvoice, issue};
pub use list_mine::list_mine;
pub use view::{InvoiceView, view};

use domain::identity::account::Role;

/// Who may see invoices and payments of others.
pub(crate) const READERS: &[Role] = &[Role::Finance, Role::Auditor];
