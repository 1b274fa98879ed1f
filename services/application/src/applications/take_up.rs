use super::{absent_is_not_found, behalf, officer};
use crate::{Actor, CommandKey, Context, Failure};
use domain::licensing::application::{Application, ApplicationCommand};
use uuid::Uuid;

/// Takes an application up at the counter, to go on with it for the applicant who stands there;
/// answers with the log position that it reached. Whoever takes it up decides on it no more.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer; refusals of the domain: it is the officer's own, or
/// lies with the officers already.
pub async fn take_up(ctx: &Context, actor: &Actor, application_id: Uuid, key: &CommandKey) -> Result<i64, Failure> {
    let officer = officer(actor)?;
    let envelope = match ctx.store.load::<Application>(application_id).await?.0 {
        Application::Open(case) => behalf::envelope(ctx, actor, "TakeUpApplication", key, &case),
        Application::Absent | Application::Closed(..) => actor.envelope(ctx, "TakeUpApplication", key),
    };
    let executed = ctx.store.execute::<Application>(application_id, ApplicationCommand::TakeUp { officer }, envelope).await;
    executed.map(|executed| executed.last_position).map_err(absent_is_not_found)
}
