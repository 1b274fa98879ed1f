//! Reading polls.

use super::{PollDayRow, PollRow};
use crate::ProjectionError;
use crate::model::fetch;
use chrono::NaiveDate;
use sqlx::PgPool;
use uuid::Uuid;

/// What is asked on a day; of several the one that ends first.
///
/// # Errors
/// Where the database does not answer.
pub async fn asked_on(pool: &PgPool, day: NaiveDate) -> Result<Option<PollRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* polls::asked_on */ SELECT to_json(t)::text FROM polls t
         WHERE opens_on <= $1 AND closes_on >= $1 AND closed_on IS NULL ORDER BY closes_on, opened_at, poll_id LIMIT 1",
    )
    .bind(day);
    Ok(fetch(pool, query).await?.pop())
}

/// The polls whose first day has come, the latest first; all of them where no day is given.
///
/// # Errors
/// Where the database does not answer.
pub async fn begun(pool: &PgPool, until: Option<NaiveDate>, limit: i64) -> Result<Vec<PollRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* polls::begun */ SELECT to_json(t)::text FROM polls t
         WHERE $1::date IS NULL OR opens_on <= $1 ORDER BY opens_on DESC, opened_at DESC, poll_id LIMIT $2",
    )
    .bind(until)
    .bind(limit);
    fetch(pool, query).await
}

/// One poll.
///
/// # Errors
/// Where the database does not answer.
pub async fn by_id(pool: &PgPool, poll_id: Uuid) -> Result<Option<PollRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* polls::by_id */ SELECT to_json(t)::text FROM polls t WHERE poll_id = $1").bind(poll_id);
    Ok(fetch(pool, query).await?.pop())
}

/// Its answers by day, the first day first.
///
/// # Errors
/// Where the database does not answer.
pub async fn days(pool: &PgPool, poll_id: Uuid) -> Result<Vec<PollDayRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* polls::days */ SELECT to_json(t)::text FROM poll_days t WHERE poll_id = $1 ORDER BY day, choice").bind(poll_id);
    fetch(pool, query).await
}
