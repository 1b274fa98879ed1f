//! What people are told, and the proof that they were.

pub mod notice;
