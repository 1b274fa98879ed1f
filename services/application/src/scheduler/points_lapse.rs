use super::{Deadline, Due};
use crate::{Context, Failure};
use domain::rewards::account::{RewardAccount, RewardAccountCommand};
use projections::deadlines::DeadlineKind;

/// Points that nobody claimed in time are gone.
pub(super) struct PointsLapse;

#[async_trait::async_trait]
impl Deadline for PointsLapse {
    fn kind(&self) -> DeadlineKind {
        DeadlineKind::PointsLapse
    }

    async fn act(&self, ctx: &Context, due: &Due) -> Result<(), Failure> {
        let command = RewardAccountCommand::Lapse { today: ctx.today() };
        ctx.store.execute::<RewardAccount>(due.subject_id(), command, due.envelope(ctx, "LapseWaitingPoints")).await?;
        Ok(())
    }
}
