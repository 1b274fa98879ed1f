//! Fares paid by code.

mod apply;
pub mod query;
mod row;

pub use row::*;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Fares;

impl ReadModel for Fares {
    fn name(&self) -> &'static str {
        "fares"
    }
    fn version(&self) -> i32 {
        1
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/fares.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[FareRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        aggregate_type == "payment"
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
