use super::{Deadline, Due};
use crate::{Context, Failure};
use domain::licensing::licence::{Licence, LicenceCommand};
use projections::deadlines::DeadlineKind;

/// A licence whose last valid day is past has expired.
pub(super) struct LicenceExpiry;

#[async_trait::async_trait]
impl Deadline for LicenceExpiry {
    fn kind(&self) -> DeadlineKind {
        DeadlineKind::LicenceExpiry
    }

    async fn act(&self, ctx: &Context, due: &Due) -> Result<(), Failure> {
        let command = LicenceCommand::Expire { today: ctx.today() };
        ctx.store.execute::<Licence>(due.subject_id(), command, due.envelope(ctx, "ExpireLicence")).await?;
        Ok(())
    }
}
