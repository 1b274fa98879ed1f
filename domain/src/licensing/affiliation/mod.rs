//! An affiliation: a vehicle or a driver in an agency, from the agency's offer to the leaving.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::AffiliationError;
pub use event::*;
pub use state::*;
