//! A person as the state knows one: a national id, a name, a day of birth.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::PersonError;
pub use event::*;
pub use state::*;
