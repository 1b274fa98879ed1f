//! Who acts for whom: the manager of an agency renews for its drivers, an officer at the counter
//! writes for whoever stands there.

use super::OFFICERS;
use crate::agencies::MANAGERS;
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::person::person_of;
use domain::licensing::application::{Application, ApplicationKind, Case, Officer};
use event_store::Envelope;
use projections::agencies::query;
use projections::applications::ApplicationRow;
use uuid::Uuid;

/// Whose application it is, and of what kind.
pub(super) struct Owned {
    pub application_id: Uuid,
    pub account_id: Uuid,
    pub person_id: Uuid,
    pub kind: ApplicationKind,
}

impl Owned {
    pub fn of(row: &ApplicationRow) -> Self {
        Self { application_id: row.application_id, account_id: row.account_id, person_id: row.person_id, kind: row.kind }
    }
}

/// Whether the actor may act on an application: it is the actor's own, the renewal of a driver in the
/// agency that the actor manages, or was taken up by the actor at the counter.
pub(super) async fn may_act(ctx: &Context, actor: &Actor, owned: Owned) -> Result<bool, Failure> {
    let account_id = actor.account_id().ok_or(Failure::SignInNeeded)?;
    let manages = owned.kind == ApplicationKind::Renewal && manages(ctx, actor, owned.person_id).await?;
    Ok(account_id == owned.account_id || manages || took_up(ctx, actor, owned.application_id).await?)
}

/// Whether the actor is an officer who took the application up at the counter. Once it is over, there
/// is nothing left to be written.
async fn took_up(ctx: &Context, actor: &Actor, application_id: Uuid) -> Result<bool, Failure> {
    let Some(account_id) = actor.account_id().filter(|_| actor.has(OFFICERS)) else { return Ok(false) };
    let application = ctx.store.load::<Application>(application_id).await?.0;
    Ok(matches!(application, Application::Open(case) if case.taken_up_by.contains(&account_id)))
}

/// The officer who begins something for another account, which is done at the counter only.
pub(super) fn at_counter(actor: &Actor, owner: Uuid) -> Option<Officer> {
    let account_id = actor.account_id().filter(|account_id| *account_id != owner && actor.has(OFFICERS))?;
    Some(Officer { account_id, person_id: Some(person_of(account_id)) })
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
    actor.envelope_for(ctx, command, key, case.account_id)
}
