//! Accounts, the persons behind them, and whether their data is kept.

pub mod account;
pub mod person;
pub mod subject;
