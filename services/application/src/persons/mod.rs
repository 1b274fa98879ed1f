//! Who people are: told once, by themselves, and asked for no more.

mod register;
mod view;

pub use register::{PersonInput, RegisterPerson, register};
pub use view::{OpenedPerson, masked, own};
pub(crate) use view::opened;
