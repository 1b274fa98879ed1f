//! Persons, and what they apply for.

mod apply;
pub mod query;
mod row;

pub use row::{AnswerRow, ApplicationRow, DocumentRow, PersonRow, Stage};

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Applications;

impl ReadModel for Applications {
    fn name(&self) -> &'static str {
        "applications"
    }
    fn version(&self) -> i32 {
        3
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/applications.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[PersonRow::TABLE, ApplicationRow::TABLE, AnswerRow::TABLE, DocumentRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        matches!(aggregate_type, "person" | "application" | "subject")
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
