//! The code inside a car, bound to the vehicle; a new generation voids the one before.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::FleetCodeError;
pub use event::*;
pub use state::*;
