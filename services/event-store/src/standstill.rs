//! Followers of the log that do not get past an event, for every process to see.

use crate::StoreError;
use sqlx::PgPool;

/// A follower that does not get past an event.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Standstill {
    /// Who, by the name of its lead.
    pub follower: String,
    /// The position that comes next. Whoever stands elsewhere by now has gone on, and this says nothing
    /// any more.
    pub position: i64,
    /// Why.
    pub reason: String,
}

/// Notes that a follower does not get past what comes next. That it went on needs no note.
///
/// # Errors
/// Where the database does not answer.
pub async fn note(pool: &PgPool, standstill: &Standstill) -> Result<(), StoreError> {
    sqlx::query(
        "/* standstill::note */ INSERT INTO standstills AS known (follower, position, reason) VALUES ($1, $2, $3)
         ON CONFLICT (follower) DO UPDATE SET position = EXCLUDED.position, reason = EXCLUDED.reason
         WHERE (known.position, known.reason) IS DISTINCT FROM (EXCLUDED.position, EXCLUDED.reason)",
    )
    .bind(&standstill.follower)
    .bind(standstill.position)
    .bind(&standstill.reason)
    .execute(pool)
    .await?;
    Ok(())
}

/// What was noted of all of them. To be compared with where they stand.
///
/// # Errors
/// Where the database does not answer.
pub async fn noted(pool: &PgPool) -> Result<Vec<Standstill>, StoreError> {
    let sql = "/* standstill::noted */ SELECT follower, position, reason FROM standstills ORDER BY follower";
    Ok(sqlx::query_as(sql).fetch_all(pool).await?)
}
