//! Values that every slice shares: numbers, marks and names that are checked once, at the edge.

pub mod calendar;
pub mod event;
pub mod mobile;
#[cfg(test)]
pub(crate) mod pairs;
pub mod pii;
pub mod plate;
pub mod refusal;
pub mod text;
pub mod vin;

pub use event::{ClaimChange, LogEvent};
pub use mobile::Mobile;
pub use pii::{Pii, Sealed};
pub use plate::Plate;
pub use refusal::Refusal;
pub use vin::Vin;
