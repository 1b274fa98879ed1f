//! A passenger's complaint: followed by its tracking code, answered, and decided once the driver was
//! heard.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::ComplaintError;
pub use event::*;
pub use state::*;
