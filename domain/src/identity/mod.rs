//! Accounts, and later the persons behind them.

pub mod account;
