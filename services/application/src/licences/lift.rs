use super::{Reasoned, note};
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::Role;
use domain::licensing::licence::{Licence, LicenceCommand, LiftSuspension};
use uuid::Uuid;

/// The end of a suspension, checked.
#[derive(Debug, Clone)]
pub struct LiftInput(Reasoned);

impl LiftInput {
    /// Checks reason and note.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(reason: &str, note: &str) -> Result<Self, Failure> {
        Reasoned::parse("/reason", reason, note).map(Self)
    }
}

/// Lifts a suspension; answers with the log position that it reached.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer; refusals of the domain.
pub async fn lift_suspension(ctx: &Context, actor: &Actor, licence_id: Uuid, LiftInput(input): LiftInput, key: &CommandKey) -> Result<i64, Failure> {
    actor.must_have(&[Role::Officer])?;
    let policy = ctx.policy_now();
    let command = LicenceCommand::LiftSuspension(LiftSuspension {
        reason: input.code,
        reasons: policy.licensing.lifting_reasons.clone(),
        note: note(licence_id, input.note),
        policy_version: policy.version.clone(),
    });
    let executed = ctx.store.execute::<Licence>(licence_id, command, actor.envelope(ctx, "LiftSuspension", key)).await;
    executed.map(|executed| executed.last_position).map_err(|error| match super::absent_is_not_found(error) {
        // What the domain calls a ground is the reason here.
        Failure::Refused { code: "unknown-ground", .. } => Failure::Refused { code: "unknown-reason", pointer: Some("/reason") },
        other => other,
    })
}
