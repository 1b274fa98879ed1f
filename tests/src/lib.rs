//! What the tests of all crates share.

pub mod app;
pub mod browser;
pub mod database;
pub mod parvaneh;
