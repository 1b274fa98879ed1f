//! A technical inspection of a vehicle: appointed, held or missed; or known from another register.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::InspectionError;
pub use event::*;
pub use state::*;
