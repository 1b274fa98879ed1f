//! The command line as operators and scripts rely on it.

mod backup;
mod demo;
mod import;
mod print;
mod verify;
mod worker;
