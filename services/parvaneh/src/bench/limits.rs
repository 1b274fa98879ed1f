//! What the machine could do at most: the same rows, written without any library.

use super::Plan;
use super::ground::Ground;
use super::load::closed_loop;
use super::peers::Stock;
use super::report::{Figure, Round};
use crate::fault::Fault;
use sqlx::PgPool;
use std::time::Instant;
use uuid::Uuid;

const ROWS: &str = "rows/s";
const PAYLOAD: &str = r#"{"RideRated":{"ride":{"code_id":"00000000-0000-0000-0000-000000000000","generation":1,"vehicle_id":"00000000-0000-0000-0000-000000000000","licence_id":"00000000-0000-0000-0000-000000000000","driver_id":null},"stars":5,"tags":["polite"],"comment":null,"policy_version":"1405-01"}}"#;
const METADATA: &str = r#"{"command":"RateRide","role":"public","software":"0.1.0"}"#;
/// Rows of one statement.
const TOGETHER: usize = 1_000;

/// Single inserts, batches by unnest, COPY.
pub async fn measure(plan: &Plan, ground: &Ground) -> Result<Vec<Figure>, Fault> {
    let pool = Stock::open(ground, "limits").await?.pool;
    let mut single = Figure::new("limit: single INSERT, 64", ROWS);
    let mut unnest = Figure::new("limit: unnest of 1,000", ROWS);
    let mut copy = Figure::new("limit: COPY of 1,000", ROWS);
    for _ in 0..plan.rounds {
        let one = pool.clone();
        single.ours(closed_loop(64, plan.time, move |_| insert(one.clone())).await?);
        let begun = Instant::now();
        let mut rows = 0;
        while begun.elapsed() < plan.time {
            rows += by_unnest(&pool).await?;
        }
        unnest.ours(Round::rate(rows as f64 / begun.elapsed().as_secs_f64()));
        let begun = Instant::now();
        let mut rows = 0;
        while begun.elapsed() < plan.time {
            rows += by_copy(&pool).await?;
        }
        copy.ours(Round::rate(rows as f64 / begun.elapsed().as_secs_f64()));
    }
    pool.close().await;
    Ok(vec![single, unnest, copy])
}

async fn insert(pool: PgPool) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO events VALUES ('rating', $1, 1, 'RideRated', '1', $2::text::json, $3::text::json)";
    sqlx::query(sql).bind(Uuid::now_v7().to_string()).bind(PAYLOAD).bind(METADATA).execute(&pool).await.map(drop)
}

async fn by_unnest(pool: &PgPool) -> Result<usize, sqlx::Error> {
    let ids: Vec<String> = std::iter::repeat_with(|| Uuid::now_v7().to_string()).take(TOGETHER).collect();
    sqlx::query(
        "INSERT INTO events SELECT 'rating', id, 1, 'RideRated', '1', p::json, m::json
         FROM unnest($1::text[], $2::text[], $3::text[]) AS row (id, p, m)",
    )
    .bind(ids)
    .bind(vec![PAYLOAD; TOGETHER])
    .bind(vec![METADATA; TOGETHER])
    .execute(pool)
    .await?;
    Ok(TOGETHER)
}

async fn by_copy(pool: &PgPool) -> Result<usize, sqlx::Error> {
    let line = || format!("rating\t{}\t1\tRideRated\t1\t{PAYLOAD}\t{METADATA}\n", Uuid::now_v7());
    let lines: String = std::iter::repeat_with(line).take(TOGETHER).collect();
    let mut db = pool.acquire().await?;
    let mut copy = db.copy_in_raw("COPY events FROM STDIN").await?;
    copy.send(lines.as_bytes()).await?;
    copy.finish().await?;
    Ok(TOGETHER)
}
