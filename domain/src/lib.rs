//! The rules of a city's taxi organisation, and nothing else.
//!
//! **Architecture invariant.** This crate does no I/O, reads no clock, draws no random number and
//! uses no floating point. Time, ids and policy arrive in commands; what was decided leaves as
//! events. A folder per aggregate, the same files everywhere: `mod, command, event, state, error,
//! tests`.

pub mod audit;
pub mod feedback;
pub mod fleet;
pub mod identity;
pub mod kernel;
pub mod licensing;
pub mod log;
pub mod notices;
pub mod payments;
pub mod policy;
pub mod rewards;

pub use log::AnyEvent;
