//! Reading assignments.

use super::AssignmentRow;
use crate::ProjectionError;
use crate::model::fetch;
use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

/// Who drives a car now, the longest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn current_of_vehicle(pool: &PgPool, vehicle_id: Uuid) -> Result<Vec<AssignmentRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* assignments::current_of_vehicle */ SELECT to_json(t)::text FROM assignments t
         WHERE vehicle_id = $1 AND ended_at IS NULL ORDER BY assigned_at, assignment_id",
    )
    .bind(vehicle_id);
    fetch(pool, query).await
}

/// Who drove a car at any time between two moments, or at the one moment.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_vehicle_within(
    pool: &PgPool,
    vehicle_id: Uuid,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<AssignmentRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* assignments::of_vehicle_within */ SELECT to_json(t)::text FROM assignments t
         WHERE vehicle_id = $1 AND assigned_at <= $3 AND (ended_at IS NULL OR ended_at > $2) ORDER BY assigned_at, assignment_id",
    )
    .bind(vehicle_id)
    .bind(from)
    .bind(until);
    fetch(pool, query).await
}

/// What a person drives now.
///
/// # Errors
/// Where the database does not answer.
pub async fn current_of_person(pool: &PgPool, person_id: Uuid) -> Result<Option<AssignmentRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* assignments::current_of_person */ SELECT to_json(t)::text FROM assignments t
         WHERE person_id = $1 AND ended_at IS NULL ORDER BY assigned_at DESC LIMIT 1",
    )
    .bind(person_id);
    Ok(fetch(pool, query).await?.pop())
}

/// One assignment.
///
/// # Errors
/// Where the database does not answer.
pub async fn by_id(pool: &PgPool, assignment_id: Uuid) -> Result<Option<AssignmentRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* assignments::by_id */ SELECT to_json(t)::text FROM assignments t WHERE assignment_id = $1")
        .bind(assignment_id);
    Ok(fetch(pool, query).await?.pop())
}
