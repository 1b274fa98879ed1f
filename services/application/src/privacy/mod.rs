//! Personal data: what is kept, what is held, and what is erased.

mod erase;
mod facts;
mod hold;
mod human;

pub use erase::{EraseInput, Erasing, erase};
pub use hold::{HoldInput, hold, release};
