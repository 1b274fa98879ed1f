//! Accounts, and the persons behind them.

pub mod account;
pub mod person;
