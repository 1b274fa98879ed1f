//! A bill: what somebody owes the organisation, until it is paid or cancelled.

mod command;
mod error;
mod event;
mod number;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::InvoiceError;
pub use event::*;
pub use number::InvoiceNumber;
pub use state::*;
