use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::Role;
use domain::rewards::account::{HandOverCode, HandOverGift, RewardAccount, RewardAccountCommand};
use projections::rewards::{GiftRow, query};
use uuid::Uuid;

/// Who hands gifts over.
pub const OFFICERS: &[Role] = &[Role::Officer];

/// Gifts of one page.
const WAITING: i64 = 100;

/// The code that somebody said.
///
/// # Errors
/// [`Failure::Invalid`] on `/code`.
pub fn parse_code(text: &str) -> Result<HandOverCode, Failure> {
    let mut faults = Faults::default();
    let code = faults.check("/code", "not-a-hand-over-code", HandOverCode::parse(text));
    faults.all(code)
}

/// The gifts that wait to be handed over, the oldest first.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer.
pub async fn waiting(ctx: &Context, actor: &Actor) -> Result<Vec<GiftRow>, Failure> {
    actor.must_have(OFFICERS)?;
    Ok(query::waiting_gifts(ctx.pool(), WAITING).await?)
}

/// The gifts of a code, those that wait first; more than one only where codes meet by chance.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer.
pub async fn find(ctx: &Context, actor: &Actor, code: &HandOverCode) -> Result<Vec<GiftRow>, Failure> {
    actor.must_have(OFFICERS)?;
    Ok(query::gifts_by_code(ctx.pool(), code.as_str()).await?)
}

/// Hands a gift over; answers with the log position that it reached.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer, [`Failure::NotFound`] where there is no such gift,
/// [`Failure::Refused`] where it was handed over already or is the officer's own.
pub async fn hand_over(ctx: &Context, actor: &Actor, redemption_id: Uuid, key: &CommandKey) -> Result<i64, Failure> {
    actor.must_have(OFFICERS)?;
    let officer_id = actor.account_id().ok_or(Failure::Forbidden)?;
    let gift = query::gift(ctx.pool(), redemption_id).await?.ok_or(Failure::NotFound)?;
    let command = RewardAccountCommand::HandOverGift(HandOverGift { redemption_id, officer_id, today: ctx.today() });
    let envelope = actor.envelope_for(ctx, "HandOverGift", key, gift.account_id);
    let executed = ctx.store.execute::<RewardAccount>(gift.reward_account_id, command, envelope).await?;
    Ok(executed.last_position)
}
