use super::own::opened;
use super::{OwnApplication, READERS};
use crate::audit::record_view;
use crate::{Actor, Context, Failure};
use domain::identity::person::person_of;
use event_store::{Recorded, history};
use projections::applications::query;
use projections::timeline;
use uuid::Uuid;

/// An application as an officer sees it.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// The application, opened.
    pub application: OwnApplication,
    /// Every event that speaks of it, the newest first.
    pub timeline: Vec<Recorded>,
    /// Whether it is the officer's own, who may not decide on it.
    pub is_own: bool,
}

/// An application with all that is in it, for staff; the look is recorded first. A draft is nobody's
/// business yet.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no staff of that kind, [`Failure::NotFound`] where there is none.
pub async fn case(ctx: &Context, actor: &Actor, application_id: Uuid) -> Result<CaseView, Failure> {
    actor.must_have(READERS)?;
    let row = query::application(ctx.pool(), application_id).await?.filter(|row| row.submitted_at.is_some()).ok_or(Failure::NotFound)?;
    record_view(ctx, actor, "application", application_id).await?;
    let positions = timeline::query::positions(ctx.pool(), &[application_id]).await?;
    let mut timeline = history::at_positions(ctx.pool(), &positions).await?;
    timeline.reverse();
    let own_account = actor.account_id();
    let is_own = own_account == Some(row.account_id) || own_account.map(person_of) == Some(row.person_id);
    Ok(CaseView { application: opened(ctx, row).await?, timeline, is_own })
}
