//! A driver at work in a car, and whether the car's place may be known meanwhile.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::ShiftError;
pub use event::*;
pub use state::*;
