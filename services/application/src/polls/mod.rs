//! Questions to passengers: the city opens and closes them, passengers answer after a ride, everyone
//! sees what came of it.

mod answer;
mod close;
mod open;
mod results;

pub use answer::{answer, asked_now};
pub use close::close;
pub use open::{OpenedPoll, PollInput, PollTyped, open};
pub use results::{PollResults, Tally, all, everyones, one};

use domain::identity::account::Role;

/// Who asks passengers in the city's name.
pub const ASKERS: &[Role] = &[Role::Manager, Role::Admin];
