//! Who acts for whom: the manager of an agency renews for its drivers.

use crate::agencies::MANAGERS;
use crate::{Actor, CommandKey, Context, Failure};
use domain::licensing::application::{ApplicationKind, Case};
use event_store::Envelope;
use projections::agencies::query;
use uuid::Uuid;

/// Whether the actor may act on an application of this account and person: it is the actor's own, or
/// the renewal of a driver in the agency that the actor manages.
pub(super) async fn may_act(ctx: &Context, actor: &Actor, owner: Uuid, person_id: Uuid, kind: ApplicationKind) -> Result<bool, Failure> {
    let account_id = actor.account_id().ok_or(Failure::SignInNeeded)?;
    Ok(account_id == owner || (kind == ApplicationKind::Renewal && manages(ctx, actor, person_id).await?))
}

/// Whether a person drives for the agency that the actor manages.
pub(super) async fn manages(ctx: &Context, actor: &Actor, person_id: Uuid) -> Result<bool, Failure> {
    match actor.account_id() {
        Some(account_id) if actor.has(MANAGERS) => Ok(query::manages(ctx.pool(), account_id, person_id).await?),
        _ => Ok(false),
    }
}

/// The envelope of a command on a case, which says for whom the actor acts.
pub(super) fn envelope(ctx: &Context, actor: &Actor, command: &'static str, key: &CommandKey, case: &Case) -> Envelope {
    for_whom(actor.envelope(ctx, command, key), actor, case.account_id, case.person_id)
}

/// The same, for a case that is about to begin.
pub(super) fn for_whom(envelope: Envelope, actor: &Actor, owner: Uuid, person_id: Uuid) -> Envelope {
    if actor.account_id() == Some(owner) { envelope } else { envelope.with("on_behalf_of", person_id.to_string()) }
}
