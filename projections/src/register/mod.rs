//! The register of vehicles and licences, as everyone may search it.

mod apply;
pub mod query;
mod row;

pub use row::*;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Register;

impl ReadModel for Register {
    fn name(&self) -> &'static str {
        "register"
    }
    fn version(&self) -> i32 {
        4
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/register.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[VehicleRow::TABLE, LicenceRow::TABLE, LicenceStateRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        matches!(aggregate_type, "vehicle" | "licence" | "affiliation")
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
