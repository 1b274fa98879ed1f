//! The command line as operators and scripts rely on it.

mod demo;
mod import;
mod print;
mod verify;
mod worker;
