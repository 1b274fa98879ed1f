//! Reading ratings.

use super::VehicleRatingsRow;
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
