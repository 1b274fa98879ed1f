//! A question that the city puts to passengers for a while.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::PollError;
pub use event::*;
pub use state::*;
