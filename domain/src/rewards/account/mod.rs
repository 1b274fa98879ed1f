//! The points of one payer or driver: pending until the reversal window of what they are for closes,
//! then active, then spent or expired.

mod command;
mod error;
mod event;
mod gifts;
mod purse;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::RewardAccountError;
pub use event::*;
pub use gifts::{Gifts, HandOverCode, NotAHandOverCode};
pub use purse::{Lot, Purse};
pub use state::*;
