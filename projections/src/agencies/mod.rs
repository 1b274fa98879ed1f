//! Agencies, and who or what belongs to them.

mod apply;
pub mod query;
mod row;

pub use row::*;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Agencies;

impl ReadModel for Agencies {
    fn name(&self) -> &'static str {
        "agencies"
    }
    fn version(&self) -> i32 {
        1
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/agencies.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[AgencyRow::TABLE, AffiliationRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        matches!(aggregate_type, "agency" | "affiliation")
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
