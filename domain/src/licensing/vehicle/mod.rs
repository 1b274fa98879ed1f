//! A vehicle: registered by an officer, or known from an imported register.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::VehicleError;
pub use event::*;
pub use state::*;
