//! The command line as operators and scripts rely on it.

mod import;
mod print;
mod verify;
