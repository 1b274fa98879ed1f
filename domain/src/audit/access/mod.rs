//! What one person looked at, exported or replayed on one day.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::AccessError;
pub use event::*;
pub use state::*;
