//! The organisation's policy as values. The texts are TOML in the application; unknown fields are
//! refused there. A command carries the slice that it needs and the event keeps the version.

mod calendar;
mod fares;
mod permits;
mod rewards;
mod rules;
mod words;

pub use calendar::WorkingCalendar;
pub use fares::*;
pub use permits::*;
pub use rewards::*;
pub use rules::*;
pub use words::*;
