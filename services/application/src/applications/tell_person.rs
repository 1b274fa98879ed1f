use super::own_case;
use crate::persons::{RegisterPerson, register_for};
use crate::{Actor, CommandKey, Context, Failure};
use uuid::Uuid;

/// Tells who applies, or puts right what was told before; answers with the log position that it
/// reached.
///
/// # Errors
/// [`Failure::NotFound`] where the application is not the actor's; refusals of the domain, once the details were declared.
pub async fn tell_person(ctx: &Context, actor: &Actor, application_id: Uuid, person: RegisterPerson, key: &CommandKey) -> Result<i64, Failure> {
    let case = own_case(ctx, actor, application_id).await?;
    register_for(ctx, actor, case.account_id, person, key).await
}
