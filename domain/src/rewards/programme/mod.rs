//! A reward programme: what it provides for a fare, and a budget that runs out.

mod command;
mod error;
mod event;
mod state;
#[cfg(test)]
mod tests;

pub use command::*;
pub use error::RewardProgrammeError;
pub use event::*;
pub use state::*;

use crate::kernel::event::derived_id;
use uuid::Uuid;

/// The space of programmes' ids.
const PROGRAMMES: Uuid = Uuid::from_u128(0x7061_7276_616e_6568_7265_7761_7264_7331);

/// The programme of a code.
pub fn programme_of(code: &str) -> Uuid {
    derived_id(PROGRAMMES, code)
}
