//! What a scanned code stands for.

mod apply;
pub mod query;
mod row;

pub use row::*;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct FleetCodes;

impl ReadModel for FleetCodes {
    fn name(&self) -> &'static str {
        "fleet_codes"
    }
    fn version(&self) -> i32 {
        1
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/fleet_codes.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[FleetCodeRow::TABLE, FleetTokenRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        aggregate_type == "fleet_code"
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
