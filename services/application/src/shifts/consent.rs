use super::own_shift;
use crate::{Actor, CommandKey, Context, Failure};
use domain::fleet::shift::{Shift, ShiftCommand};
use uuid::Uuid;

/// The driver agrees that the car's place be known, or agrees no longer; answers with the log position
/// that it reached.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown, [`Failure::NotFound`] where it is not the actor's shift;
/// refusals of the domain.
pub async fn consent(ctx: &Context, actor: &Actor, shift_id: Uuid, given: bool, key: &CommandKey) -> Result<i64, Failure> {
    own_shift(ctx, actor, shift_id).await?;
    let (name, command) = match given {
        true => ("GiveLocationConsent", ShiftCommand::GiveConsent { policy_version: ctx.policy_now().version.clone() }),
        false => ("WithdrawLocationConsent", ShiftCommand::WithdrawConsent),
    };
    let executed = ctx.store.execute::<Shift>(shift_id, command, actor.envelope(ctx, name, key)).await;
    executed.map(|executed| executed.last_position).map_err(super::absent_is_not_found)
}
