//! Points, and what was got for them.

mod apply;
pub mod query;
mod row;

pub use row::*;

use crate::model::{ReadModel, Row, Table};
use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;

/// The read model.
pub struct Rewards;

impl ReadModel for Rewards {
    fn name(&self) -> &'static str {
        "rewards"
    }
    fn version(&self) -> i32 {
        3
    }
    fn ddl(&self) -> &'static str {
        include_str!("../../../migrations/read/rewards.sql")
    }
    fn tables(&self) -> &'static [Table] {
        &[RewardAccountRow::TABLE, MovementRow::TABLE, VoucherRow::TABLE, GiftRow::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        matches!(aggregate_type, "reward_account" | "invoice")
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        apply::fold(recorded, event, rows);
    }
}
