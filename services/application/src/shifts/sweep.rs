use crate::ops::positions;
use crate::{Context, Failure};
use chrono::TimeDelta;

/// Forgets positions that are older than policy allows; answers with how many they were.
///
/// # Errors
/// Where the database does not answer.
pub async fn sweep(ctx: &Context) -> Result<u64, Failure> {
    let kept = TimeDelta::days(ctx.policy_now().location.kept_days.into());
    Ok(positions::sweep(ctx.pool(), ctx.clock.now() - kept).await?)
}
