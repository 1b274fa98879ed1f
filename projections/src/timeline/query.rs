//! Reading timelines.

use crate::ProjectionError;
use event_store::history;
use sqlx::PgPool;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The positions of all events of any of the subjects, or that speak of any, in order.
///
/// # Errors
/// Where the database does not answer.
pub async fn positions(pool: &PgPool, subjects: &[Uuid]) -> Result<Vec<i64>, ProjectionError> {
    let spoken_of: Vec<i64> = sqlx::query_scalar(
        "/* timeline::positions */ SELECT position FROM timeline WHERE subject_id = ANY($1)
         UNION ALL SELECT position FROM rides WHERE vehicle_id = ANY($1)
         UNION ALL SELECT position FROM rides WHERE driver_id = ANY($1)
         UNION ALL SELECT rides.position FROM vehicles_of JOIN rides USING (vehicle_id)
             WHERE vehicles_of.subject_id = ANY($1) AND vehicles_of.subject_id IN (rides.licence_id, rides.code_id)",
    )
    .bind(subjects)
    .fetch_all(pool)
    .await?;
    let own = history::positions_of(pool, subjects).await?;
    let all: BTreeSet<i64> = spoken_of.into_iter().chain(own).collect();
    Ok(all.into_iter().collect())
}
