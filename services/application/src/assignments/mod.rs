//! Which driver drives which car.

mod assign;
mod end;

pub use assign::{AssignInput, Assigned, assign};
pub use end::end;
