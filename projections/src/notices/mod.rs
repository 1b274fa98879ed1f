//! Notices and whether they went out.

mod apply;
pub mod query;
mod row;

pub use row::*;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Notices;

impl ReadModel for Notices {
    fn name(&self) -> &'static str {
        "notices"
    }
    fn version(&self) -> i32 {
        2
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/notices.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[NoticeRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        aggregate_type == "notice"
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
