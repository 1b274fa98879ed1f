use super::{Deadline, Due};
use crate::{Context, Failure};
use domain::rewards::account::{RewardAccount, RewardAccountCommand};
use projections::deadlines::DeadlineKind;

/// Points whose reversal window has closed can be spent.
pub(super) struct PointsActivation;

#[async_trait::async_trait]
impl Deadline for PointsActivation {
    fn kind(&self) -> DeadlineKind {
        DeadlineKind::PointsActivation
    }

    async fn act(&self, ctx: &Context, due: &Due) -> Result<(), Failure> {
        let command = RewardAccountCommand::Activate { today: ctx.today() };
        ctx.store.execute::<RewardAccount>(due.subject_id(), command, due.envelope(ctx, "ActivatePoints")).await?;
        Ok(())
    }
}
