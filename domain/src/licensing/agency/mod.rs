//! An agency that sends taxis: who answers for it, and where it is.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::AgencyError;
pub use event::*;
pub use state::*;
