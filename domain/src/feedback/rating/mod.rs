//! One passenger's rating of one ride.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::RatingError;
pub use event::*;
pub use state::*;
