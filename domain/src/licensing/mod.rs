//! Vehicles and the licences that let them serve.

pub mod licence;
pub mod vehicle;
