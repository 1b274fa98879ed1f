//! Which driver drives which car.

mod assign;
mod current;
mod end;

pub use assign::{AssignInput, Assigned, assign};
pub(crate) use current::current;
pub use current::{CurrentDriver, view};
pub use end::end;
