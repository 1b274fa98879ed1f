//! The codes inside the cars.

pub mod code;
pub mod shift;
