//! The ledger (دفتر کل): what an event says of money, as a journal of double entry.
//!
//! **Architecture invariant.** A journal is a pure function of one event, and its entries sum to
//! nothing. Journals are never changed: what was wrong is set right by another event's journal.

mod account;
mod journal;
#[cfg(test)]
mod tests;

pub use account::LedgerAccount;
pub use journal::{Entry, Journal, journal};
