use super::{behalf, own_case};
use crate::{Actor, CommandKey, Context, Failure};
use domain::licensing::application::{Application, ApplicationCommand};
use uuid::Uuid;

/// Withdraws an application; answers with the log position that it reached.
///
/// # Errors
/// [`Failure::NotFound`] where the application is not the actor's; refused where it is over.
pub async fn withdraw(ctx: &Context, actor: &Actor, application_id: Uuid, key: &CommandKey) -> Result<i64, Failure> {
    let case = own_case(ctx, actor, application_id).await?;
    let envelope = behalf::envelope(ctx, actor, "WithdrawApplication", key, &case);
    let executed = ctx.store.execute::<Application>(application_id, ApplicationCommand::Withdraw, envelope).await;
    executed.map(|executed| executed.last_position).map_err(super::absent_is_not_found)
}
