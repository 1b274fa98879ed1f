//! Whoever personal data is about, as far as keeping and erasing that data goes.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::SubjectError;
pub use event::*;
pub use state::*;
