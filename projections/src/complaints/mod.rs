//! Complaints, where they stand, and what was written to passengers.

mod apply;
pub mod query;
mod row;

pub use row::*;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Complaints;

impl ReadModel for Complaints {
    fn name(&self) -> &'static str {
        "complaints"
    }
    fn version(&self) -> i32 {
        2
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/complaints.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[ComplaintRow::TABLE, AnswerRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        aggregate_type == "complaint"
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
