//! Reading inspections.

use super::InspectionRow;
use crate::ProjectionError;
use crate::model::fetch;
use sqlx::PgPool;
use uuid::Uuid;

/// A vehicle's inspections, the newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_vehicle(pool: &PgPool, vehicle_id: Uuid) -> Result<Vec<InspectionRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* inspections::of_vehicle */ SELECT to_json(t)::text FROM inspections t
         WHERE vehicle_id = $1 ORDER BY on_day DESC, position DESC",
    )
    .bind(vehicle_id);
    fetch(pool, query).await
}

/// The last inspections of a vehicle that were held up to a position, the newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn held_until(pool: &PgPool, vehicle_id: Uuid, position: i64, limit: i64) -> Result<Vec<InspectionRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* inspections::held_until */ SELECT to_json(t)::text FROM inspections t
         WHERE vehicle_id = $1 AND position <= $2 AND result IN ('passed', 'failed') AND source IS NULL
         ORDER BY position DESC LIMIT $3",
    )
    .bind(vehicle_id)
    .bind(position)
    .bind(limit);
    fetch(pool, query).await
}

/// An inspection.
///
/// # Errors
/// Where the database does not answer.
pub async fn inspection(pool: &PgPool, inspection_id: Uuid) -> Result<Option<InspectionRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* inspections::inspection */ SELECT to_json(t)::text FROM inspections t WHERE inspection_id = $1")
        .bind(inspection_id);
    Ok(fetch(pool, query).await?.pop())
}
