//! Reading deadlines.

use super::{DeadlineKind, DeadlineRow};
use crate::ProjectionError;
use crate::model::fetch;
use chrono::NaiveDate;
use sqlx::PgPool;
use uuid::Uuid;

/// What is due of a kind on a civil day, the longest due first; at most `limit` after the first
/// `skip`.
///
/// # Errors
/// Where the database does not answer.
pub async fn due(pool: &PgPool, kind: DeadlineKind, today: NaiveDate, skip: i64, limit: i64) -> Result<Vec<DeadlineRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* deadlines::due */ SELECT to_json(t)::text FROM deadlines t WHERE open AND kind = $1 AND due_on <= $2
         ORDER BY due_on, subject_id OFFSET $3 LIMIT $4",
    )
    .bind(kind.code())
    .bind(today)
    .bind(skip)
    .bind(limit);
    fetch(pool, query).await
}

/// A subject's deadline of a kind, done or not.
///
/// # Errors
/// Where the database does not answer.
pub async fn of(pool: &PgPool, subject_id: Uuid, kind: DeadlineKind) -> Result<Option<DeadlineRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* deadlines::of */ SELECT to_json(t)::text FROM deadlines t WHERE subject_id = $1 AND kind = $2");
    Ok(fetch(pool, query.bind(subject_id).bind(kind.code())).await?.pop())
}
