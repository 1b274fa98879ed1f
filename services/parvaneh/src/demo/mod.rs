//! The small city that `demo` shows: two years of a taxi organisation's work, done once, in the
//! order of time, by the same use cases that people and other registers go through.
//!
//! What a part of the city is known by stands in a file of its own ([`people`], [`cars`],
//! [`feedback`], [`visitors`]); each gives the steps by which it came about, and [`plan`] puts them in order.

mod cars;
mod feedback;
mod fleet;
mod licensing;
mod old_register;
mod payer;
mod people;
mod permits;
mod plan;
mod showcase;
mod simulator;
mod visitors;

pub use payer::Payer;
pub use plan::Plan;
pub use showcase::{Member, Shown, Showcase};
pub use simulator::gateway_beside;
