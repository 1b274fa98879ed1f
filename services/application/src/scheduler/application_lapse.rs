use super::{Deadline, Due};
use crate::{Context, Failure};
use domain::licensing::application::{Application, ApplicationCommand};
use projections::deadlines::DeadlineKind;

/// An application whose applicant neither answered nor paid in time is not taken up.
pub(super) struct ApplicationLapse;

#[async_trait::async_trait]
impl Deadline for ApplicationLapse {
    fn kind(&self) -> DeadlineKind {
        DeadlineKind::ApplicationLapse
    }

    async fn act(&self, ctx: &Context, due: &Due) -> Result<(), Failure> {
        let command = ApplicationCommand::Lapse { today: ctx.today() };
        ctx.store.execute::<Application>(due.subject_id(), command, due.envelope(ctx, "LapseApplication")).await?;
        Ok(())
    }
}
