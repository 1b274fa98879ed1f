//! A licence: the city's word that a vehicle may serve, and every change of it.

mod command;
mod error;
mod event;
mod standing;
#[cfg(test)]
mod standing_tests;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::LicenceError;
pub use event::*;
pub use standing::*;
pub use state::*;
