//! Large logs, made by the database itself. What stands in them decodes and folds like real events.

use super::ground::Ground;
use crate::fault::Fault;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Connection, Executor, PgConnection};
use std::str::FromStr;
use uuid::Uuid;

/// Accounts are numbered from 1.
pub fn account_id(number: i64) -> Uuid {
    Uuid::from_u128(0xa000_0000_0000_4000_8000_0000_0000_0000 | u128::from(number.unsigned_abs()))
}

/// The columns that events of one making share: the position `p` names the rest.
pub(super) const SHARED: &str = "pg_temp.in_time('e', p), pg_temp.in_time('c', p)";
pub(super) const STORY: &str = "'{\"command\":\"Seed\",\"role\":\"public\",\"software\":\"0.1.0\"}'::json, 'public', pg_temp.in_time('c', p), pg_temp.in_time('c', p),
    decode(md5('s' || p), 'hex'), timestamptz '2026-01-01' + p * interval '1 millisecond'";
pub(super) const COLUMNS: &str = "position, aggregate_type, aggregate_id, sequence, event_id, command_id, event_type, event_version, payload, metadata,
    actor_id, correlation_id, causation_id, salt, recorded_at";
/// Every event's command is known, too.
pub(super) const COMMANDS: &str = "INSERT INTO commands SELECT command_id, sha256('x'), position, position FROM events ON CONFLICT DO NOTHING";
pub(super) const SEALED: &str = r#"{"subject":"0193a1b2-c3d4-7e5f-8a6b-000000000384","key":1,"event":"0193a1b2-c3d4-7e5f-8a6b-000000000001","field":"mobile","box":"bm9uY2Utbm9uY2Utbm9uY2Utbm9uY2U="}"#;

/// An id such as the service makes at the time of a position: a UUIDv7 of that millisecond.
const IN_TIME: &str = "CREATE OR REPLACE FUNCTION pg_temp.in_time(kind text, p bigint) RETURNS uuid IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN (lpad(to_hex(1767225600000 + p), 12, '0') || '7' || substr(md5(kind || p), 1, 3) || '8' || substr(md5(kind || p), 4, 15))::uuid";

pub(super) async fn owner(ground: &Ground, schema: &str) -> Result<PgConnection, Fault> {
    let options = PgConnectOptions::from_str(ground.url())?.options([("search_path", schema)]).disable_statement_logging();
    let mut db = PgConnection::connect_with(&options).await?;
    db.execute(IN_TIME).await?;
    Ok(db)
}

/// Ends with the head at the last event, and statistics that know of them all.
pub(super) async fn settle(db: &mut PgConnection) -> Result<(), Fault> {
    db.execute("UPDATE log_head SET (position, recorded_at) = (SELECT max(position), max(recorded_at) FROM events)").await?;
    db.execute("VACUUM ANALYZE").await?;
    db.execute("CHECKPOINT").await?;
    Ok(())
}

/// Accounts with ten events each: opened, then nine tokens. Those of one account lie far apart, as
/// years of use leave them.
pub async fn accounts(ground: &Ground, schema: &str, accounts: i64) -> Result<(), Fault> {
    let mut db = owner(ground, schema).await?;
    let sql = format!(
        "INSERT INTO events ({COLUMNS})
         SELECT p, 'account', ('a0000000-0000-4000-8000-' || lpad(to_hex((p - 1) % {accounts} + 1), 12, '0')), (p - 1) / {accounts} + 1, {SHARED},
             CASE WHEN p <= {accounts} THEN 'AccountOpened' ELSE 'TokenIssued' END, '1',
             CASE WHEN p <= {accounts} THEN '{{\"AccountOpened\":{{\"mobile\":{SEALED}}}}}'
                 ELSE '{{\"TokenIssued\":{{\"token_id\":\"' || md5('t' || p)::uuid || '\",\"expires_at\":\"2026-11-23T16:30:00Z\"}}}}' END::json, {STORY}
         FROM generate_series(1, {accounts} * 10) AS p"
    );
    db.execute(sql.as_str()).await?;
    db.execute(COMMANDS).await?;
    settle(&mut db).await
}

/// The same events in the stock library's table.
pub async fn stock_copy(ground: &Ground, from: &str, to: &str) -> Result<(), Fault> {
    // Two schemas of the bench's own; no city ever meets another.
    let mut db = owner(ground, &format!("{to},{from}")).await?;
    let source = format!("{from}.events");
    db.execute(
        format!(
            "INSERT INTO events SELECT aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata
             FROM {source} ORDER BY position"
        )
        .as_str(),
    )
    .await?;
    db.execute("VACUUM ANALYZE events").await?;
    Ok(())
}

/// Lengthens a log by ratings until it has so many events.
pub async fn ratings_up_to(ground: &Ground, schema: &str, events: i64) -> Result<(), Fault> {
    let mut db = owner(ground, schema).await?;
    let sql = format!(
        "INSERT INTO events ({COLUMNS})
         SELECT p, 'rating', pg_temp.in_time('r', p)::text, 1, {SHARED}, 'RideRated', '1',
             '{{\"RideRated\":{{\"ride\":{{\"code_id\":\"00000000-0000-0000-0000-000000000000\",\"generation\":1,\"vehicle_id\":\"00000000-0000-0000-0000-000000000000\",\"licence_id\":\"00000000-0000-0000-0000-000000000000\",\"driver_id\":null}},\"stars\":5,\"tags\":[\"polite\"],\"comment\":null,\"policy_version\":\"1405-01\"}}}}'::json,
             {STORY}
         FROM generate_series((SELECT position + 1 FROM log_head), {events}) AS p"
    );
    db.execute(sql.as_str()).await?;
    db.execute(COMMANDS).await?;
    settle(&mut db).await
}
