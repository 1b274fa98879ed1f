//! Reading notices.

use super::NoticeRow;
use crate::ProjectionError;
use crate::model::fetch;
use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

/// What is to be sent by now, the longest due first.
///
/// # Errors
/// Where the database does not answer.
pub async fn due(pool: &PgPool, now: DateTime<Utc>, skip: i64, limit: i64) -> Result<Vec<NoticeRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* notices::due */ SELECT to_json(t)::text FROM notices t WHERE next_at <= $1 ORDER BY next_at, notice_id OFFSET $2 LIMIT $3",
    )
    .bind(now)
    .bind(skip)
    .bind(limit);
    fetch(pool, query).await
}

/// Every notice about a licence or an application, the newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn about(pool: &PgPool, subject_id: Uuid) -> Result<Vec<NoticeRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* notices::about */ SELECT to_json(t)::text FROM notices t WHERE licence_id = $1 OR application_id = $1
         ORDER BY prepared_at DESC, position DESC",
    )
    .bind(subject_id);
    fetch(pool, query).await
}

/// How many were given up since a moment, by reason, the most frequent first.
///
/// # Errors
/// Where the database does not answer.
pub async fn given_up(pool: &PgPool, since: DateTime<Utc>) -> Result<Vec<(String, i64)>, ProjectionError> {
    Ok(sqlx::query_as(
        "/* notices::given_up */ SELECT coalesce(reason, ''), count(*) FROM notices WHERE state = 'undeliverable' AND closed_at >= $1
         GROUP BY 1 ORDER BY 2 DESC, 1",
    )
    .bind(since)
    .fetch_all(pool)
    .await?)
}
