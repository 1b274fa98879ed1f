//! The command line as operators and scripts rely on it.

mod backup;
mod demo;
mod doctor;
mod import;
mod logs;
mod print;
mod privacy;
mod secrets;
mod verify;
mod worker;
