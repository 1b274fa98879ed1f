//! Paying: attempts through a gateway, and finding out how they ended.
//!
//! **Architecture invariant.** Nothing is paid because somebody came back saying so: only what the
//! gateway says to us, asked with the amount of our own log, makes a success or a failure. What is
//! about to be asked is written first, and every command's id follows from the payment, so that a
//! crash at any line loses nothing and a repeat doubles nothing.

mod ask;
mod callback;
mod give;
mod open;
mod recovery;
mod resolve;
mod start;
mod sweep;
mod view;

pub use callback::{CameBack, Returned, callback};
pub(crate) use open::{never_opened, open, refused};
pub use recovery::Recovery;
pub use resolve::resolve;
pub use start::{StartInput, StartedPayment, start};
pub use sweep::sweep;
pub use view::{PaymentView, view};
pub(crate) use ask::{Asked, verify};
