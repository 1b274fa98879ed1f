//! Read models: what people see, folded from the log and from nothing else.
//!
//! **Architecture invariant.** This crate is the only writer of a city's read schema. A fold is a
//! pure function of events: no clock, no policy, no randomness, so that an auditor's replay gives
//! the same rows.

pub mod accounts;
pub mod agencies;
pub mod applications;
pub mod assignments;
pub mod complaints;
pub mod deadlines;
mod error;
pub mod fares;
pub mod figures;
pub mod fleet_codes;
mod fresh;
pub mod inspections;
pub mod invoices;
pub mod ledger;
pub mod model;
pub mod models;
pub mod notices;
pub mod payments;
pub mod polls;
pub mod ratings;
pub mod register;
pub mod rewards;
pub mod rows;
pub mod runner;
pub mod shifts;
pub mod timeline;

pub use error::ProjectionError;
pub use fresh::{FreshCache, Stamp};
pub use model::{ReadModel, Row, Table};
pub use rows::Rows;
pub use runner::Projections;
