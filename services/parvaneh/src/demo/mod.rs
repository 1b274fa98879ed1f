//! The small city that `demo` shows.

mod simulator;

pub use simulator::gateway_beside;
