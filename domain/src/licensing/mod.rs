//! Vehicles, the licences that let them, their drivers and agencies serve, and the applications for
//! those.

pub mod application;
pub mod assignment;
pub mod licence;
pub mod vehicle;
