//! Reading timelines.

use crate::ProjectionError;
use sqlx::PgPool;
use uuid::Uuid;

/// The positions of all events that speak of any of the subjects, in order.
///
/// # Errors
/// Where the database does not answer.
pub async fn positions(pool: &PgPool, subjects: &[Uuid]) -> Result<Vec<i64>, ProjectionError> {
    Ok(sqlx::query_scalar("/* timeline::positions */ SELECT DISTINCT position FROM timeline WHERE subject_id = ANY($1) ORDER BY position")
        .bind(subjects)
        .fetch_all(pool)
        .await?)
}
