use super::{Deadline, Due};
use crate::{Context, Failure};
use domain::rewards::account::{RewardAccount, RewardAccountCommand};
use projections::deadlines::DeadlineKind;

/// Points past their last day are gone.
pub(super) struct PointsExpiry;

#[async_trait::async_trait]
impl Deadline for PointsExpiry {
    fn kind(&self) -> DeadlineKind {
        DeadlineKind::PointsExpiry
    }

    async fn act(&self, ctx: &Context, due: &Due) -> Result<(), Failure> {
        let command = RewardAccountCommand::Expire { today: ctx.today() };
        ctx.store.execute::<RewardAccount>(due.subject_id(), command, due.envelope(ctx, "ExpirePoints")).await?;
        Ok(())
    }
}
