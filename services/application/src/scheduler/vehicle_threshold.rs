use super::{Deadline, Due};
use crate::{Context, Failure};
use domain::licensing::vehicle::{Vehicle, VehicleCommand};
use projections::deadlines::DeadlineKind;

/// A vehicle reaches its threshold age on its day.
pub(super) struct VehicleThreshold;

#[async_trait::async_trait]
impl Deadline for VehicleThreshold {
    fn kind(&self) -> DeadlineKind {
        DeadlineKind::VehicleThreshold
    }

    async fn act(&self, ctx: &Context, due: &Due) -> Result<(), Failure> {
        let command = VehicleCommand::ReachThresholdAge { today: ctx.today() };
        ctx.store.execute::<Vehicle>(due.subject_id(), command, due.envelope(ctx, "ReachThresholdAge")).await?;
        Ok(())
    }
}
