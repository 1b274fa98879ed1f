use super::{Reasoned, note};
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::Role;
use domain::licensing::licence::{Licence, LicenceCommand, RevokeLicence};
use uuid::Uuid;

/// A revocation, checked.
#[derive(Debug, Clone)]
pub struct RevokeInput(Reasoned);

impl RevokeInput {
    /// Checks ground and note.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(ground: &str, note: &str) -> Result<Self, Failure> {
        Reasoned::parse("/ground", ground, note).map(Self)
    }
}

/// Revokes a licence for good; answers with the log position that it reached.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer; refusals of the domain.
pub async fn revoke(ctx: &Context, actor: &Actor, licence_id: Uuid, RevokeInput(input): RevokeInput, key: &CommandKey) -> Result<i64, Failure> {
    actor.must_have(&[Role::Officer])?;
    let policy = ctx.policy_now();
    let command = LicenceCommand::Revoke(RevokeLicence {
        ground: input.code,
        grounds: policy.licensing.revocation_grounds.clone(),
        note: note(licence_id, input.note),
        policy_version: policy.version.clone(),
    });
    let executed = ctx.store.execute::<Licence>(licence_id, command, actor.envelope(ctx, "RevokeLicence", key)).await;
    executed.map(|executed| executed.last_position).map_err(super::absent_is_not_found)
}
