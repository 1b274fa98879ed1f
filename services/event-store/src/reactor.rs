//! Where reactors stand in the log, and what they had to park.

use crate::StoreError;
use crate::lazily::LAZILY;
use sqlx::PgPool;
use std::collections::BTreeMap;

/// The last position that a reactor has dealt with.
///
/// # Errors
/// Where the database does not answer.
pub async fn checkpoint(pool: &PgPool, reactor: &str) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar("/* reactor::checkpoint */ SELECT position FROM reactor_checkpoints WHERE reactor = $1")
        .bind(reactor)
        .fetch_optional(pool)
        .await?
        .unwrap_or(0))
}

/// Where every reactor stands that has ever moved.
///
/// # Errors
/// Where the database does not answer.
pub async fn checkpoints(pool: &PgPool) -> Result<Vec<(String, i64)>, StoreError> {
    let query = sqlx::query_as("/* reactor::checkpoints */ SELECT reactor, position FROM reactor_checkpoints ORDER BY reactor");
    Ok(query.fetch_all(pool).await?)
}

/// Moves reactors on; never back, so that a slower twin does no harm. Its commands' ids are
/// deterministic, so that what both did is done once, and what a crash makes it do again, too.
///
/// # Errors
/// Where the database does not answer.
pub async fn advance(pool: &PgPool, reactors: &[(&str, i64)]) -> Result<Vec<()>, StoreError> {
    // In the order of their names, so that no two processes wait for each other, and each once.
    let furthest: BTreeMap<&str, i64> = reactors.iter().fold(BTreeMap::new(), |mut furthest, (name, position)| {
        let known = furthest.entry(*name).or_insert(*position);
        *known = (*known).max(*position);
        furthest
    });
    sqlx::query(&format!(
        "/* reactor::advance */ {LAZILY} INSERT INTO reactor_checkpoints (reactor, position)
         SELECT moved.reactor, moved.position FROM lazily, unnest($1::text[], $2::bigint[]) AS moved (reactor, position)
         ON CONFLICT (reactor) DO UPDATE SET position = greatest(reactor_checkpoints.position, EXCLUDED.position)",
    ))
    .bind(furthest.keys().copied().collect::<Vec<_>>())
    .bind(furthest.values().copied().collect::<Vec<_>>())
    .execute(pool)
    .await?;
    Ok(vec![(); reactors.len()])
}

/// Keeps a refused command visible: which event could not be followed up, and why.
///
/// # Errors
/// Where the database does not answer.
pub async fn park(pool: &PgPool, reactor: &str, position: i64, reason: &str) -> Result<(), StoreError> {
    sqlx::query(
        "/* reactor::park */ INSERT INTO reactor_parked (reactor, position, reason) VALUES ($1, $2, $3)
         ON CONFLICT (reactor, position) DO NOTHING",
    )
    .bind(reactor)
    .bind(position)
    .bind(reason)
    .execute(pool)
    .await?;
    Ok(())
}

/// Forgets that an event could not be followed up: it has been.
///
/// # Errors
/// Where the database does not answer.
pub async fn unpark(pool: &PgPool, reactor: &str, position: i64) -> Result<(), StoreError> {
    sqlx::query("/* reactor::unpark */ DELETE FROM reactor_parked WHERE reactor = $1 AND position = $2")
        .bind(reactor)
        .bind(position)
        .execute(pool)
        .await?;
    Ok(())
}

/// Forgets all that could not be followed up, for whoever finds it again by itself where it still cannot.
///
/// # Errors
/// Where the database does not answer.
pub async fn unpark_all(pool: &PgPool, reactor: &str) -> Result<(), StoreError> {
    sqlx::query("/* reactor::unpark_all */ DELETE FROM reactor_parked WHERE reactor = $1").bind(reactor).execute(pool).await?;
    Ok(())
}

/// The positions of the events that a reactor could not follow up.
///
/// # Errors
/// Where the database does not answer.
pub async fn parked_of(pool: &PgPool, reactor: &str) -> Result<Vec<i64>, StoreError> {
    let query = sqlx::query_scalar("/* reactor::parked_of */ SELECT position FROM reactor_parked WHERE reactor = $1").bind(reactor);
    Ok(query.fetch_all(pool).await?)
}

/// How many events each reactor could not follow up, where there are any.
///
/// # Errors
/// Where the database does not answer.
pub async fn parked_by_reactor(pool: &PgPool) -> Result<Vec<(String, i64)>, StoreError> {
    let sql = "/* reactor::parked_by_reactor */ SELECT reactor, count(*) FROM reactor_parked GROUP BY reactor ORDER BY reactor";
    Ok(sqlx::query_as(sql).fetch_all(pool).await?)
}

/// How many events could not be followed up.
///
/// # Errors
/// Where the database does not answer.
pub async fn parked(pool: &PgPool) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar("/* reactor::parked */ SELECT count(*) FROM reactor_parked").fetch_one(pool).await?)
}
