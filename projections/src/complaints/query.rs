//! Reading complaints.

use super::{AnswerRow, ComplaintRow};
use crate::ProjectionError;
use crate::model::fetch;
use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

/// The complaint with this tracking code.
///
/// # Errors
/// Where the database does not answer.
pub async fn by_tracking(pool: &PgPool, tracking_sha256: &str) -> Result<Option<ComplaintRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* complaints::by_tracking */ SELECT to_json(t)::text FROM complaints t WHERE tracking_sha256 = $1")
        .bind(tracking_sha256);
    Ok(fetch(pool, query).await?.pop())
}

/// How many complaints about a vehicle were lodged since a moment.
///
/// # Errors
/// Where the database does not answer.
pub async fn count_since(pool: &PgPool, vehicle_id: Uuid, since: DateTime<Utc>) -> Result<i64, ProjectionError> {
    Ok(sqlx::query_scalar("/* complaints::count_since */ SELECT count(*) FROM complaints WHERE vehicle_id = $1 AND lodged_at >= $2")
        .bind(vehicle_id)
        .bind(since)
        .fetch_one(pool)
        .await?)
}

/// One complaint.
///
/// # Errors
/// Where the database does not answer.
pub async fn by_id(pool: &PgPool, complaint_id: Uuid) -> Result<Option<ComplaintRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* complaints::by_id */ SELECT to_json(t)::text FROM complaints t WHERE complaint_id = $1").bind(complaint_id);
    Ok(fetch(pool, query).await?.pop())
}

/// What was written to the passenger, the oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn answers(pool: &PgPool, complaint_id: Uuid) -> Result<Vec<AnswerRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* complaints::answers */ SELECT to_json(t)::text FROM complaint_answers t WHERE complaint_id = $1 ORDER BY position")
        .bind(complaint_id);
    fetch(pool, query).await
}

/// What waits for a decision, the soonest due first.
///
/// # Errors
/// Where the database does not answer.
pub async fn open(pool: &PgPool, limit: i64) -> Result<Vec<ComplaintRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* complaints::open */ SELECT to_json(t)::text FROM complaints t
         WHERE state IN ('lodged', 'driver_asked', 'driver_heard') ORDER BY answer_by, lodged_at, complaint_id LIMIT $1",
    )
    .bind(limit);
    fetch(pool, query).await
}

/// What was decided, the latest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn resolved(pool: &PgPool, limit: i64) -> Result<Vec<ComplaintRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* complaints::resolved */ SELECT to_json(t)::text FROM complaints t
         WHERE state = 'resolved' ORDER BY resolved_at DESC, complaint_id LIMIT $1",
    )
    .bind(limit);
    fetch(pool, query).await
}

/// What a driver was asked about, the latest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn put_to_driver(pool: &PgPool, driver_id: Uuid) -> Result<Vec<ComplaintRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* complaints::put_to_driver */ SELECT to_json(t)::text FROM complaints t
         WHERE driver_id = $1 AND driver_asked_at IS NOT NULL ORDER BY driver_asked_at DESC, complaint_id",
    )
    .bind(driver_id);
    fetch(pool, query).await
}
