//! Reading complaints.

use super::ComplaintRow;
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
