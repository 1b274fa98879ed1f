//! The ledger: journals and their lines, each from one event.

mod apply;
pub mod query;
mod row;

pub use row::*;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Ledger;

impl ReadModel for Ledger {
    fn name(&self) -> &'static str {
        "ledger"
    }
    fn version(&self) -> i32 {
        2
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/ledger.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[JournalRow::TABLE, EntryRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        matches!(aggregate_type, "payment" | "invoice" | "reward_account")
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
