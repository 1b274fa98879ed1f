//! Registers of other systems: rows of a CSV file become [`LegacyRecord`]s by a mapping file.
//!
//! A row that cannot be used is refused by name and the rest goes on; a value that is odd stays
//! empty and is kept as a warning. Nothing is guessed.
//!
//! [`LegacyRecord`]: domain::licensing::vehicle::LegacyRecord

mod error;
mod inspections;
mod lines;
mod mapping;
mod report;
mod row;
mod run;
mod run_inspections;
mod run_vehicles;
#[cfg(test)]
mod tests;
mod translation;

pub use error::{ImportError, RowError};
pub use inspections::{InspectionColumns, InspectionLine, InspectionLines, InspectionMapping};
pub use mapping::{Columns, Field, Mapping};
pub use report::{Outcome, Report};
pub use row::{RefusedRow, Register, Row, Rows, read_rows};
use translation::row_hash;
pub use run::{ImportFailure, Imported, Progress};
pub use run_inspections::import_inspections;
pub use run_vehicles::import_vehicles;
pub use translation::Oddity;
