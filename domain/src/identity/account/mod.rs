//! An account: a mobile number that may sign in, and the roles of staff.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::AccountError;
pub use event::*;
pub use state::*;
