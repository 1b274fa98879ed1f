//! How often somebody did something in a window.

use crate::{Context, Failure};
use chrono::{DateTime, TimeDelta, Utc};
use event_store::lazily::LAZILY;
use event_store::patience::{Held, PATIENCE, within};
use event_store::together::Together;
use sqlx::{PgPool, Row};
use std::collections::{BTreeMap, HashMap};

/// Counts a use, and refuses it where the window is full.
///
/// # Errors
/// [`Failure::TooMany`] with the seconds until the window ends.
pub async fn count(ctx: &Context, bucket: &'static str, who: &str, uses: u32, window: TimeDelta) -> Result<(), Failure> {
    if !ctx.limits {
        return Ok(());
    }
    let used = used(ctx, bucket, who, window).await?;
    if used.uses <= uses {
        return Ok(());
    }
    Err(Failure::too_many(used.since + window, ctx.clock.now()))
}

/// Whether this is the first time in the window, for what needs no doing twice. Of several that ask
/// at once, one is told yes; that limits are off changes nothing here.
///
/// # Errors
/// Where the database does not answer.
pub(crate) async fn first(ctx: &Context, bucket: &'static str, what: &str, window: TimeDelta) -> Result<bool, Failure> {
    Ok(used(ctx, bucket, what, window).await?.uses == 1)
}

/// Uses that come at the same time are counted by one statement.
pub type Uses = Together<Use, Used>;

/// A use that is to be counted.
#[derive(Debug, Clone)]
pub struct Use {
    of: Counted,
    now: DateTime<Utc>,
}

/// What counts together: how long the window is, what is done, and by whom, blinded.
type Counted = (TimeDelta, &'static str, Vec<u8>);

/// The how manieth use of its window it was.
#[derive(Debug, Clone, Copy)]
pub struct Used {
    uses: u32,
    since: DateTime<Utc>,
}

async fn used(ctx: &Context, bucket: &'static str, who: &str, window: TimeDelta) -> Result<Used, Failure> {
    let asked = Use { of: (window, bucket, ctx.store.keys().blind(bucket, who)), now: ctx.clock.now() };
    // Others wait for whoever asks, so asking has an end.
    Ok(ctx.uses.ask(asked, |uses| within(PATIENCE, count_all(ctx.pool(), uses))).await?)
}

/// Answers each at its place: of several uses of one window the first gets the lowest number.
async fn count_all(pool: &PgPool, uses: Vec<Use>) -> Result<Vec<Used>, sqlx::Error> {
    let mut asked: BTreeMap<TimeDelta, BTreeMap<(&'static str, &[u8]), i32>> = BTreeMap::new();
    for Use { of: (window, bucket, who), .. } in &uses {
        *asked.entry(*window).or_default().entry((bucket, who)).or_default() += 1;
    }
    let Some(now) = uses.iter().map(|asked| asked.now).max() else {
        return Ok(Vec::new());
    };
    let (mut db, mut counted) = (Held::of(pool).await?, HashMap::new());
    for (window, asked) in asked {
        // In the order of the keys, so that no two processes wait for each other. What a crash takes
        // of them, nobody misses.
        let sql = format!(
            "/* limits::count */ {LAZILY} INSERT INTO rate_limits AS l (bucket, key_hmac, window_start, uses)
             SELECT bucket, key_hmac, $4, uses FROM lazily, unnest($1::text[], $2::bytea[], $3::int[]) AS asked (bucket, key_hmac, uses)
             ON CONFLICT (bucket, key_hmac) DO UPDATE SET
                 uses = CASE WHEN l.window_start <= $5 OR l.window_start > $4 THEN EXCLUDED.uses ELSE l.uses + EXCLUDED.uses END,
                 window_start = CASE WHEN l.window_start <= $5 OR l.window_start > $4 THEN $4 ELSE l.window_start END
             RETURNING bucket, key_hmac, uses, window_start"
        );
        let rows = sqlx::query(&sql)
            .bind(asked.keys().map(|(bucket, _)| *bucket).collect::<Vec<_>>())
            .bind(asked.keys().map(|(_, who)| *who).collect::<Vec<_>>())
            .bind(asked.values().copied().collect::<Vec<_>>())
            .bind(now)
            .bind(now - window)
            .fetch_all(&mut *db)
            .await?;
        for row in rows {
            let (bucket, who): (String, Vec<u8>) = (row.try_get(0)?, row.try_get(1)?);
            let before = row.try_get::<i32, _>(2)? - asked.get(&(bucket.as_str(), who.as_slice())).copied().unwrap_or_default();
            counted.insert((window, bucket, who), Used { uses: before.cast_unsigned(), since: row.try_get(3)? });
        }
    }
    db.give_back();
    let numbered = uses.into_iter().map(|Use { of: (window, bucket, who), .. }| {
        let used = counted.get_mut(&(window, bucket.to_owned(), who)).ok_or(sqlx::Error::RowNotFound)?;
        used.uses += 1;
        Ok(*used)
    });
    numbered.collect()
}
