//! When something is due, from events alone: the scheduler turns what is due into commands.
//!
//! A new kind is a word in [`DeadlineKind`] and its arms in the fold: one that sets it, one that
//! ends it.

mod apply;
pub mod query;
mod row;

pub use row::*;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Deadlines;

impl ReadModel for Deadlines {
    fn name(&self) -> &'static str {
        "deadlines"
    }
    fn version(&self) -> i32 {
        4
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/deadlines.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[DeadlineRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        matches!(aggregate_type, "licence" | "application" | "vehicle" | "reward_account")
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
