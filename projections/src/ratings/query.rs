//! Reading ratings.

use super::{RatingRow, VehicleRatingsRow};
use crate::ProjectionError;
use crate::model::fetch;
use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

/// A vehicle's ratings summed up.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_vehicle(pool: &PgPool, vehicle_id: Uuid) -> Result<Option<VehicleRatingsRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* ratings::of_vehicle */ SELECT to_json(t)::text FROM vehicle_ratings t WHERE vehicle_id = $1").bind(vehicle_id);
    Ok(fetch(pool, query).await?.pop())
}

/// The ratings of a vehicle with which something was written, the newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn commented(pool: &PgPool, vehicle_id: Uuid, limit: i64) -> Result<Vec<RatingRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* ratings::commented */ SELECT to_json(t)::text FROM ratings t
         WHERE vehicle_id = $1 AND comment IS NOT NULL ORDER BY rated_at DESC, rating_id LIMIT $2",
    )
    .bind(vehicle_id)
    .bind(limit);
    fetch(pool, query).await
}

/// A vehicle's ratings since a moment: how many, and the sum of their stars.
///
/// # Errors
/// Where the database does not answer.
pub async fn given_since(pool: &PgPool, vehicle_id: Uuid, since: DateTime<Utc>) -> Result<(i32, i32), ProjectionError> {
    let since_then = "/* ratings::given_since */ SELECT count(*)::integer, coalesce(sum(stars), 0)::integer FROM ratings
         WHERE vehicle_id = $1 AND rated_at >= $2";
    Ok(sqlx::query_as(since_then)
        .bind(vehicle_id)
        .bind(since)
        .fetch_one(pool)
        .await?)
}
