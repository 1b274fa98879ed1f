//! Who looked, exported and replayed.

pub mod access;
