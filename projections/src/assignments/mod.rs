//! Who drives which car.

mod apply;
pub mod query;
mod row;

pub use row::AssignmentRow;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Assignments;

impl ReadModel for Assignments {
    fn name(&self) -> &'static str {
        "assignments"
    }
    fn version(&self) -> i32 {
        1
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/assignments.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[AssignmentRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        aggregate_type == "assignment"
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
