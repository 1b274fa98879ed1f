//! Who people are: told once, by themselves, and asked for no more.

mod register;
mod view;

pub(crate) use register::register_for;
pub use register::{PersonInput, RegisterPerson, register};
pub use view::{OpenedPerson, masked, own};
pub(crate) use view::opened;
