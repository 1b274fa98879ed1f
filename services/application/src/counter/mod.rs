//! The counter: whoever has no phone, or has lost the number, is helped by an officer.

mod change_mobile;
mod find;
mod open_account;
mod visit;

pub use change_mobile::{NewMobile, ask, confirm};
pub use find::{Wanted, find};
pub use open_account::{ask_to_open, open_account};
pub use visit::{Visit, visit};

use domain::identity::account::Role;

/// Who sits at the counter.
pub const OFFICERS: &[Role] = crate::applications::OFFICERS;
