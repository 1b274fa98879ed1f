//! Invoices and whether they are paid.

mod apply;
pub mod query;
mod row;

pub use row::*;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Invoices;

impl ReadModel for Invoices {
    fn name(&self) -> &'static str {
        "invoices"
    }
    fn version(&self) -> i32 {
        2
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/invoices.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[InvoiceRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        aggregate_type == "invoice"
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
