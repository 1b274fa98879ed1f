//! What the tests of all crates share.

pub mod app;
pub mod browser;
pub mod canary;
pub mod database;
pub mod demo;
pub mod mail;
pub mod parvaneh;
