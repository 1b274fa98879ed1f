use crate::ops::sessions;
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::{Account, AccountCommand};

/// Ends the actor's session.
///
/// # Errors
/// Where the log does not take it; the session stays open then.
pub async fn sign_out(ctx: &Context, actor: &Actor) -> Result<(), Failure> {
    let Actor::Account { id, session_id, .. } = actor else { return Ok(()) };
    let envelope = actor.envelope(ctx, "SignOut", &CommandKey::fresh());
    ctx.store.execute::<Account>(*id, AccountCommand::SignOut { session_id: *session_id }, envelope).await?;
    sessions::close(ctx.pool(), *session_id).await?;
    Ok(())
}
