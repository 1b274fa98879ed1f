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
    let (used, start): (i32, DateTime<Utc>) = (row.try_get(0)?, row.try_get(1)?);
    if used.cast_unsigned() <= uses {
        return Ok(());
    }
    let left = (start + window - now).num_seconds().max(1);
    Err(Failure::TooMany { retry_after: left.unsigned_abs() })
}
