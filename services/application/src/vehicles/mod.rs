//! Vehicles on the register.

mod comments;
mod register;
mod search;
mod view;

pub use comments::PassengerComment;
pub use register::{RegisterInput, RegisterVehicleInput, RegisteredVehicle, register};
pub use search::{DeskPage, search};
pub use view::READERS;
pub use view::{VehicleView, view};
