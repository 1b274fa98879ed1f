//! What passengers say of a ride.

pub mod complaint;
pub mod rating;
