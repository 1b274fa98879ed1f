use super::{Deadline, Due};
use crate::{Context, Failure};
use domain::licensing::application::{Application, Case};
use domain::licensing::licence::{Licence, LicenceCommand};
use projections::deadlines::DeadlineKind;
use uuid::Uuid;

/// A licence whose last valid day is past has expired.
pub(super) struct LicenceExpiry;

#[async_trait::async_trait]
impl Deadline for LicenceExpiry {
    fn kind(&self) -> DeadlineKind {
        DeadlineKind::LicenceExpiry
    }

    async fn act(&self, ctx: &Context, due: &Due) -> Result<(), Failure> {
        if is_about_to_be_kept(ctx, due.subject_id()).await? {
            return Err(Failure::Unavailable("a renewal that was sent in time has not kept the licence in force yet".to_owned()));
        }
        let command = LicenceCommand::Expire { today: ctx.today() };
        ctx.store.execute::<Licence>(due.subject_id(), command, due.envelope(ctx, "ExpireLicence")).await?;
        Ok(())
    }
}

/// Whether a renewal was sent in time and its follow-up is on the way.
async fn is_about_to_be_kept(ctx: &Context, licence_id: Uuid) -> Result<bool, Failure> {
    let Some(application_id) = ctx.store.holder("licence.renewal", &licence_id.to_string()).await? else { return Ok(false) };
    let (renewal, _) = ctx.store.load_from_log::<Application>(application_id).await?;
    let sent_in_time = |case: &Case| case.renewal.is_some_and(|renewal| renewal.in_time);
    let (licence, _) = ctx.store.load_from_log::<Licence>(licence_id).await?;
    let kept = matches!(licence, Licence::Valid(term) | Licence::Suspended(_, term) if term.renewal.is_some());
    Ok(!kept && matches!(renewal, Application::Open(case) if sent_in_time(&case)))
}
