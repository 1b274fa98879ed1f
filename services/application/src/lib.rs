//! Use cases: what people may ask of the service, one file each, and what follows by itself.
//!
//! **Architecture invariant.** Every use case takes an [`Actor`] and decides here what that actor
//! may; pages and API only authenticate and call. Nothing changes but by a command in the log; what
//! [`ops`] writes may be lost.

pub mod accounts;
pub mod actor;
pub mod agencies;
pub mod applications;
pub mod assignments;
pub mod audit;
pub mod complaints;
pub mod context;
pub mod counter;
pub mod desk;
pub mod failure;
pub mod fares;
pub mod figures;
pub mod fleet_codes;
pub mod import;
pub mod input;
pub mod inspections;
pub mod invoices;
pub mod licences;
pub mod notices;
pub mod ops;
pub mod payments;
mod past;
pub mod persons;
pub mod policy;
pub mod polls;
pub mod ports;
pub mod privacy;
pub mod reactors;
pub mod register;
pub mod rewards;
pub mod scan;
pub mod scheduler;
pub mod settle;
pub mod shifts;
pub mod sign_in;
pub mod staff;
mod toml_text;
pub mod vehicles;

pub use actor::{Actor, CommandKey};
pub use context::Context;
pub use failure::{Failure, FieldError};
