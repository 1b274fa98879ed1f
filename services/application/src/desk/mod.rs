//! The own desk (کارتابل) of whoever applies for permits and holds them: what to do first, what to wait
//! for, what is held.

mod to_do;
mod view;

pub use to_do::ToDo;
pub use view::{Desk, view};
