//! Questions to passengers, and their answers by day.

mod apply;
pub mod query;
mod row;

pub use row::*;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Polls;

impl ReadModel for Polls {
    fn name(&self) -> &'static str {
        "polls"
    }
    fn version(&self) -> i32 {
        1
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/polls.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[PollRow::TABLE, PollDayRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        matches!(aggregate_type, "poll" | "poll_answer")
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
