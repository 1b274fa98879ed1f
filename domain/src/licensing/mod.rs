//! Vehicles, the licences that let them, their drivers and agencies serve, and the applications for
//! those.

pub mod affiliation;
pub mod agency;
pub mod application;
pub mod assignment;
pub mod inspection;
pub mod licence;
pub mod vehicle;
