use super::ASKERS;
use crate::{Actor, CommandKey, Context, Failure};
use domain::feedback::poll::{Poll, PollCommand, PollError};
use event_store::ExecuteError;
use uuid::Uuid;

/// Closes a poll before its last day; answers with the log position that it reached.
///
/// # Errors
/// [`Failure::Forbidden`] for who does not ask in the city's name, [`Failure::NotFound`] where there is
/// none; refusals of the domain.
pub async fn close(ctx: &Context, actor: &Actor, poll_id: Uuid, key: &CommandKey) -> Result<i64, Failure> {
    actor.must_have(ASKERS)?;
    let command = PollCommand::Close { today: ctx.today() };
    match ctx.store.execute::<Poll>(poll_id, command, actor.envelope(ctx, "ClosePoll", key)).await {
        Ok(executed) => Ok(executed.last_position),
        Err(ExecuteError::Refused(PollError::Absent)) => Err(Failure::NotFound),
        Err(other) => Err(other.into()),
    }
}
