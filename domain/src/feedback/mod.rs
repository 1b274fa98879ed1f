//! What passengers say of a ride.

pub mod complaint;
pub mod poll;
pub mod poll_answer;
pub mod rating;
