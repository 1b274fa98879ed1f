//! A passenger's answer to a poll, without a name and without a car.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::PollAnswerError;
pub use event::*;
pub use state::*;
