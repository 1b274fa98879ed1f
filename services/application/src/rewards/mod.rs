//! Points for fares: what somebody has, and what they get for them.

mod account;
mod claim;
mod earn;
mod gifts;
mod redeem;

pub use account::{RewardsView, account};
pub(crate) use claim::claim;
pub(crate) use earn::{Payer, accrue, payer_of};
pub use gifts::{OFFICERS, find, hand_over, parse_code, waiting};
pub use redeem::{Redeemed, RedemptionInput, redeem};

use crate::{Context, Failure};
use domain::rewards::account::OF_ACCOUNT;
use uuid::Uuid;

/// Where the points of an account are; none before the first.
pub(crate) async fn purse_of(ctx: &Context, account_id: Uuid) -> Result<Option<Uuid>, Failure> {
    Ok(ctx.store.holder(OF_ACCOUNT, &account_id.to_string()).await?)
}
