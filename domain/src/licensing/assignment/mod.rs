//! Which driver drives which vehicle, and when.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::AssignmentError;
pub use event::*;
pub use state::*;
