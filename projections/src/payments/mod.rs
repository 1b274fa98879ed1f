//! Payments, one an attempt.

mod apply;
pub mod query;
mod row;

pub use row::*;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Payments;

impl ReadModel for Payments {
    fn name(&self) -> &'static str {
        "payments"
    }
    fn version(&self) -> i32 {
        2
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/payments.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[PaymentRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        aggregate_type == "payment"
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
