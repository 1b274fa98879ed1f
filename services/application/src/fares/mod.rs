//! Fares: paid by whoever scans the code in a car, and owed to whoever drives it.

mod mine;
mod pay;
mod receipt;
mod token;

pub use mine::{DriversFares, mine};
pub use pay::{FareInput, StartedFare, pay};
pub use receipt::{FareReceipt, ask, receipt};
pub use token::receipt_token;
