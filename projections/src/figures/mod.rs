//! What happened in each month, counted.

mod apply;
pub mod query;
mod row;

pub use row::*;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Figures;

impl ReadModel for Figures {
    fn name(&self) -> &'static str {
        "figures"
    }
    fn version(&self) -> i32 {
        1
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/figures.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[PermitFigureRow::TABLE, PaymentFigureRow::TABLE, RatingFigureRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        matches!(aggregate_type, "licence" | "payment" | "rating")
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
