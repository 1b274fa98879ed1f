//! Which events speak of what, beside their own aggregates: those the log finds by its key.

mod apply;
pub mod query;
mod row;

pub use row::*;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Timeline;

impl ReadModel for Timeline {
    fn name(&self) -> &'static str {
        "timeline"
    }
    fn version(&self) -> i32 {
        5
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/timeline.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[TimelineRow::TABLE, RideRow::TABLE, VehicleOfRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        !aggregate_type.is_empty()
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
