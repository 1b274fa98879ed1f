//! One attempt to pay, through one gateway.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::PaymentError;
pub use event::*;
pub use state::*;
