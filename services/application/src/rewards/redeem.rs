use super::purse_of;
use crate::{Actor, CommandKey, Context, Failure};
use domain::kernel::event::derived_id;
use domain::rewards::account::{GIFT, RedeemPoints, Reward, RewardAccount, RewardAccountCommand, gift_value};
use event_store::ExecuteError;
use uuid::Uuid;

/// What somebody wants for points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedemptionInput(Wanted);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    Voucher { points: u32 },
    Gift { code: String, points: u32, stock: u32 },
}

/// The word for a voucher, beside the codes of gifts.
const VOUCHER: &str = "voucher";

impl RedemptionInput {
    /// Checks what is wanted: `voucher`, or the code of a gift that policy offers.
    ///
    /// # Errors
    /// [`Failure::Invalid`] on `/reward`.
    pub fn parse(ctx: &Context, reward: &str) -> Result<Self, Failure> {
        let rules = &ctx.policy_now().rewards;
        match reward.trim() {
            "" => Err(Failure::field("/reward", "choose-one")),
            VOUCHER => Ok(Self(Wanted::Voucher { points: rules.voucher_points })),
            code => {
                let gift = rules.gifts.iter().find(|gift| gift.code == code).ok_or_else(|| Failure::field("/reward", "unknown-choice"))?;
                Ok(Self(Wanted::Gift { code: gift.code.clone(), points: gift.points, stock: gift.stock }))
            }
        }
    }
}

/// Points that were spent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redeemed {
    /// The redemption; of a voucher its id too.
    pub redemption_id: Uuid,
    /// The log position that it reached.
    pub position: i64,
}

/// Spends the caller's points. A voucher goes to the next invoice by itself, or to one that is owed
/// already. Of a gift whoever is first gets the last.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown; [`Failure::Refused`] where too few points are active or
/// none of the gift is left.
pub async fn redeem(ctx: &Context, actor: &Actor, RedemptionInput(wanted): RedemptionInput, key: &CommandKey) -> Result<Redeemed, Failure> {
    let account_id = actor.account_id().ok_or(Failure::SignInNeeded)?;
    let id = purse_of(ctx, account_id).await?.ok_or(Failure::Refused { code: "reward-account-absent", pointer: None })?;
    let redemption_id = derived_id(key.id, "redemption");
    let (points, mut rewards) = match wanted {
        Wanted::Voucher { points } => (points, vec![Reward::Voucher {}]),
        Wanted::Gift { code, points, stock } => (points, (1..=stock).map(|item| Reward::Gift { code: code.clone(), item }).collect()),
    };
    // A repeat is answered as the first was, whatever is left.
    let is_repeat = ctx.store.knows(key.id).await?;
    if is_repeat {
        rewards.truncate(1);
    }
    for reward in rewards {
        if let Reward::Gift { code, item } = &reward
            && !is_repeat
            && ctx.store.holder(GIFT, &gift_value(code, *item)).await?.is_some()
        {
            continue;
        }
        let policy_version = ctx.policy_now().version.clone();
        let command = RewardAccountCommand::Redeem(RedeemPoints { redemption_id, reward, points, today: ctx.today(), policy_version });
        match ctx.store.execute::<RewardAccount>(id, command, actor.envelope(ctx, "RedeemPoints", key)).await {
            Ok(executed) => return Ok(Redeemed { redemption_id, position: executed.last_position }),
            // Somebody else was first: the next one, where there is one.
            Err(ExecuteError::Taken { .. }) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Err(Failure::Refused { code: "gift-gone", pointer: None })
}
