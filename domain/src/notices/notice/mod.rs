//! A notice to the holder of an account: prepared, sent until it arrives or nothing helps.

mod command;
mod content;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use content::*;
pub use error::NoticeError;
pub use event::*;
pub use state::*;
