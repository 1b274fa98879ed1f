//! Where cars were, coarsely. The only thing that is known of a car beyond the log, and it goes after
//! some days.

use chrono::{DateTime, Utc};
use sqlx::{PgPool, Row};
use uuid::Uuid;

/// A car somewhere at some minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The shift.
    pub shift_id: Uuid,
    /// The car.
    pub vehicle_id: Uuid,
    /// The minute.
    pub at: DateTime<Utc>,
    /// The cell, counted to the north.
    pub cell_y: i32,
    /// ... and to the east.
    pub cell_x: i32,
}

/// Keeps positions; the first of a minute stays.
pub(crate) async fn keep(pool: &PgPool, positions: &[Position]) -> Result<(), sqlx::Error> {
    let (shifts, vehicles): (Vec<_>, Vec<_>) = positions.iter().map(|kept| (kept.shift_id, kept.vehicle_id)).unzip();
    let times: Vec<_> = positions.iter().map(|kept| kept.at).collect();
    let (north, east): (Vec<_>, Vec<_>) = positions.iter().map(|kept| (kept.cell_y, kept.cell_x)).unzip();
    sqlx::query(
        "/* positions::keep */ INSERT INTO vehicle_positions (shift_id, vehicle_id, at, cell_y, cell_x)
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::int[], $5::int[]) ON CONFLICT DO NOTHING",
    )
    .bind(shifts)
    .bind(vehicles)
    .bind(times)
    .bind(north)
    .bind(east)
    .execute(pool)
    .await?;
    Ok(())
}

/// The last position of each of these shifts since a moment.
pub(crate) async fn last(pool: &PgPool, shifts: &[Uuid], since: DateTime<Utc>) -> Result<Vec<Position>, sqlx::Error> {
    let rows = sqlx::query(
        "/* positions::last */ SELECT DISTINCT ON (shift_id) shift_id, vehicle_id, at, cell_y, cell_x FROM vehicle_positions
         WHERE shift_id = ANY($1) AND at >= $2 ORDER BY shift_id, at DESC",
    )
    .bind(shifts)
    .bind(since)
    .fetch_all(pool)
    .await?;
    let position = |row: &sqlx::postgres::PgRow| {
        Ok(Position { shift_id: row.try_get(0)?, vehicle_id: row.try_get(1)?, at: row.try_get(2)?, cell_y: row.try_get(3)?, cell_x: row.try_get(4)? })
    };
    rows.iter().map(position).collect()
}

/// Forgets what is older.
pub(crate) async fn sweep(pool: &PgPool, before: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query("/* positions::sweep */ DELETE FROM vehicle_positions WHERE at < $1").bind(before).execute(pool).await?.rows_affected())
}
