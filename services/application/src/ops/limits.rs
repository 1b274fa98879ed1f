//! How often somebody did something in a window.

use crate::{Context, Failure};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::Row;

/// Counts a use, and refuses it where the window is full.
///
/// # Errors
/// [`Failure::TooMany`] with the seconds until the window ends.
pub async fn count(ctx: &Context, bucket: &str, who: &str, uses: u32, window: TimeDelta) -> Result<(), Failure> {
    if !ctx.limits {
        return Ok(());
    }
    let (used, start) = used(ctx, bucket, who, window).await?;
    if used <= uses {
        return Ok(());
    }
    let left = (start + window - ctx.clock.now()).num_seconds().max(1);
    Err(Failure::TooMany { retry_after: left.unsigned_abs() })
}

/// Whether this is the first time in the window, for what needs no doing twice. Of several that ask
/// at once, one is told yes; that limits are off changes nothing here.
///
/// # Errors
/// Where the database does not answer.
pub(crate) async fn first(ctx: &Context, bucket: &str, what: &str, window: TimeDelta) -> Result<bool, Failure> {
    Ok(used(ctx, bucket, what, window).await?.0 == 1)
}

async fn used(ctx: &Context, bucket: &str, who: &str, window: TimeDelta) -> Result<(u32, DateTime<Utc>), Failure> {
    let now = ctx.clock.now();
    let row = sqlx::query(
        "/* limits::count */ INSERT INTO rate_limits AS l (bucket, key_hmac, window_start, uses) VALUES ($1, $2, $3, 1)
         ON CONFLICT (bucket, key_hmac) DO UPDATE SET
             uses = CASE WHEN l.window_start <= $4 OR l.window_start > $3 THEN 1 ELSE l.uses + 1 END,
             window_start = CASE WHEN l.window_start <= $4 OR l.window_start > $3 THEN $3 ELSE l.window_start END
         RETURNING uses, window_start",
    )
    .bind(bucket)
    .bind(ctx.store.keys().blind(bucket, who))
    .bind(now)
    .bind(now - window)
    .fetch_one(ctx.pool())
    .await?;
    Ok((row.try_get::<i32, _>(0)?.cast_unsigned(), row.try_get(1)?))
}
