//! An account, to the person whose it is.

mod add_email;
mod view;

pub use add_email::{NewEmail, ask, confirm};
pub use view::{OwnAccount, view};
