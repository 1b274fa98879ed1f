use super::own_shift;
use crate::{Actor, CommandKey, Context, Failure};
use domain::fleet::shift::{Shift, ShiftCommand};
use uuid::Uuid;

/// Ends the actor's shift; answers with the log position that it reached.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown, [`Failure::NotFound`] where it is not the actor's;
/// refusals of the domain.
pub async fn end(ctx: &Context, actor: &Actor, shift_id: Uuid, key: &CommandKey) -> Result<i64, Failure> {
    own_shift(ctx, actor, shift_id).await?;
    let executed = ctx.store.execute::<Shift>(shift_id, ShiftCommand::End, actor.envelope(ctx, "EndShift", key)).await;
    executed.map(|executed| executed.last_position).map_err(super::absent_is_not_found)
}
