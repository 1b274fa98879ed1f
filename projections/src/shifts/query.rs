//! Reading shifts.

use super::ShiftRow;
use crate::ProjectionError;
use crate::model::fetch;
use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

/// The shift that somebody works now.
///
/// # Errors
/// Where the database does not answer.
pub async fn current_of(pool: &PgPool, person_id: Uuid) -> Result<Option<ShiftRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* shifts::current_of */ SELECT to_json(t)::text FROM shifts t
         WHERE person_id = $1 AND ended_at IS NULL ORDER BY started_at DESC LIMIT 1",
    )
    .bind(person_id);
    Ok(fetch(pool, query).await?.pop())
}

/// The shifts under way in a car.
///
/// # Errors
/// Where the database does not answer.
pub async fn under_way_in(pool: &PgPool, vehicle_id: Uuid) -> Result<Vec<ShiftRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* shifts::under_way_in */ SELECT to_json(t)::text FROM shifts t WHERE vehicle_id = $1 AND ended_at IS NULL ORDER BY started_at, shift_id",
    )
    .bind(vehicle_id);
    fetch(pool, query).await
}

/// The shifts that were worked in a car at any time between two moments, or at the one moment.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_vehicle_within(pool: &PgPool, vehicle_id: Uuid, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<ShiftRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* shifts::of_vehicle_within */ SELECT to_json(t)::text FROM shifts t
         WHERE vehicle_id = $1 AND started_at <= $3 AND (ended_at IS NULL OR ended_at > $2) ORDER BY started_at, shift_id",
    )
    .bind(vehicle_id)
    .bind(from)
    .bind(until);
    fetch(pool, query).await
}

/// Every shift under way whose car's place may be known.
///
/// # Errors
/// Where the database does not answer.
pub async fn seen(pool: &PgPool) -> Result<Vec<ShiftRow>, ProjectionError> {
    fetch(pool, sqlx::query_scalar("/* shifts::seen */ SELECT to_json(t)::text FROM shifts t WHERE ended_at IS NULL AND consent ORDER BY started_at, shift_id")).await
}
