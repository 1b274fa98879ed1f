//! An application for a permit: from the first question to the decision and its fee.

mod command;
mod draft;
mod error;
mod event;
mod review;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::ApplicationError;
pub use event::*;
pub use state::*;
