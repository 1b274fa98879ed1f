use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::Role;
use domain::licensing::assignment::{Assignment, AssignmentCommand};
use uuid::Uuid;

/// Ends an assignment; answers with the log position that it reached.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer; [`Failure::NotFound`] where there is none.
pub async fn end(ctx: &Context, actor: &Actor, assignment_id: Uuid, key: &CommandKey) -> Result<i64, Failure> {
    actor.must_have(&[Role::Officer])?;
    let envelope = actor.envelope(ctx, "EndAssignment", key);
    let executed = ctx.store.execute::<Assignment>(assignment_id, AssignmentCommand::End, envelope).await;
    executed.map(|executed| executed.last_position).map_err(|error| match Failure::from(error) {
        Failure::Refused { code: "assignment-absent", .. } => Failure::NotFound,
        other => other,
    })
}
