//! Reading fares.

use super::FareRow;
use crate::ProjectionError;
use crate::model::fetch;
use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

/// One fare.
///
/// # Errors
/// Where the database does not answer.
pub async fn fare(pool: &PgPool, payment_id: Uuid) -> Result<Option<FareRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* fares::fare */ SELECT to_json(t)::text FROM fares t WHERE payment_id = $1").bind(payment_id);
    Ok(fetch(pool, query).await?.pop())
}

/// A driver's fares of which anything was heard since a moment, the newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_driver_since(pool: &PgPool, driver_id: Uuid, since: DateTime<Utc>) -> Result<Vec<FareRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* fares::of_driver_since */ SELECT to_json(t)::text FROM fares t WHERE driver_id = $1 AND news_at >= $2
         ORDER BY begun_at DESC, payment_id",
    )
    .bind(driver_id)
    .bind(since);
    fetch(pool, query).await
}
