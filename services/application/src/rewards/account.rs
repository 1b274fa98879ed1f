use crate::{Actor, Context, Failure};
use projections::rewards::{GiftRow, MovementRow, RewardAccountRow, VoucherRow, query};

/// Movements of one page.
const MOVEMENTS: i64 = 50;

/// An account's points.
#[derive(Debug, Clone)]
pub struct RewardsView {
    /// What there is; none before the first points.
    pub account: Option<RewardAccountRow>,
    /// How they came and went, the latest first.
    pub movements: Vec<MovementRow>,
    /// Vouchers that go to the next invoice, the oldest first.
    pub vouchers: Vec<VoucherRow>,
    /// Gifts that wait to be handed over, the oldest first.
    pub gifts: Vec<GiftRow>,
}

impl RewardsView {
    /// Points that can be spent.
    pub fn active(&self) -> u32 {
        self.account.as_ref().map_or(0, |account| u32::try_from(account.active).unwrap_or(0))
    }

    /// Points that cannot be spent yet.
    pub fn pending(&self) -> u32 {
        self.account.as_ref().map_or(0, |account| u32::try_from(account.pending).unwrap_or(0))
    }
}

/// The caller's own points.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown.
pub async fn account(ctx: &Context, actor: &Actor) -> Result<RewardsView, Failure> {
    let account_id = actor.account_id().ok_or(Failure::SignInNeeded)?;
    let pool = ctx.pool();
    let account = query::of_account(pool, account_id).await?;
    let movements = match &account {
        Some(account) => query::movements(pool, account.reward_account_id, MOVEMENTS).await?,
        None => Vec::new(),
    };
    let vouchers = query::unused_vouchers(pool, account_id).await?;
    let gifts = query::waiting_gifts_of(pool, account_id).await?;
    Ok(RewardsView { account, movements, vouchers, gifts })
}
