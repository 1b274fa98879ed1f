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
const SHARED: &str = "pg_temp.in_time('e', p), pg_temp.in_time('c', p)";
const STORY: &str = "'{\"command\":\"Seed\",\"role\":\"public\",\"software\":\"0.1.0\"}'::json, 'public', pg_temp.in_time('c', p), pg_temp.in_time('c', p),
    decode(md5('s' || p), 'hex'), timestamptz '2026-01-01' + p * interval '1 millisecond'";
const COLUMNS: &str = "position, aggregate_type, aggregate_id, sequence, event_id, command_id, event_type, event_version, payload, metadata,
    actor_id, correlation_id, causation_id, salt, recorded_at";
/// Every event's command is known, too.
const COMMANDS: &str = "INSERT INTO commands SELECT command_id, sha256('x'), position, position FROM events ON CONFLICT DO NOTHING";
const SEALED: &str = r#"{"subject":"0193a1b2-c3d4-7e5f-8a6b-000000000384","key":1,"event":"0193a1b2-c3d4-7e5f-8a6b-000000000001","field":"mobile","box":"bm9uY2Utbm9uY2Utbm9uY2Utbm9uY2U="}"#;

/// An id such as the service makes at the time of a position: a UUIDv7 of that millisecond.
const IN_TIME: &str = "CREATE OR REPLACE FUNCTION pg_temp.in_time(kind text, p bigint) RETURNS uuid IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN (lpad(to_hex(1767225600000 + p), 12, '0') || '7' || substr(md5(kind || p), 1, 3) || '8' || substr(md5(kind || p), 4, 15))::uuid";

async fn owner(ground: &Ground, schema: &str) -> Result<PgConnection, Fault> {
    let options = PgConnectOptions::from_str(ground.url())?.options([("search_path", schema)]).disable_statement_logging();
    let mut db = PgConnection::connect_with(&options).await?;
    db.execute(IN_TIME).await?;
    Ok(db)
}

/// Ends with the head at the last event, and statistics that know of them all.
async fn settle(db: &mut PgConnection) -> Result<(), Fault> {
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

/// A city's life, `events` long: a car, its licence and its code in a hundred events each; of the
/// others nine in ten are ratings, the rest complaints, suspensions and their ends, sign-ins.
pub async fn mixed(ground: &Ground, schema: &str, events: i64) -> Result<(), Fault> {
    let mut db = owner(ground, schema).await?;
    let cars = (events / 100).max(1);
    let car = format!("(p - 1) % {cars} + 1");
    let id = |letter: char| format!("('{letter}0000000-0000-4000-8000-' || lpad(to_hex({car}), 12, '0'))");
    let ride = format!(
        "'{{\"code_id\":\"' || {} || '\",\"generation\":1,\"vehicle_id\":\"' || {} || '\",\"licence_id\":\"' || {} || '\",\"driver_id\":null}}'",
        id('c'),
        id('b'),
        id('d')
    );
    // Of a car's events the first three make it; then every thirtieth turn is not a rating.
    let kinds = [
        ("turn = 0", "vehicle", id('b'), "1".to_owned(), "VehicleRegistered", format!(
            "'{{\"VehicleRegistered\":{{\"plate\":\"12ت' || lpad((p % 1000)::text, 3, '0') || '-79\",\"vin\":\"NAAM01CA5CR' || lpad((p % 1000000)::text, 6, '0') || '\",\"make\":\"ایران‌خودرو\",\"model\":\"سمند\",\"year\":2021,\"colour\":\"زرد\",\"fuel\":\"dual\",\"permit_kind\":\"taxi\",\"policy_version\":\"1405-01\"}}}}'")),
        ("turn = 1", "licence", id('d'), "1".to_owned(), "LicenceIssued", format!(
            "'{{\"LicenceIssued\":{{\"subject\":{{\"vehicle\":{{\"vehicle_id\":\"' || {} || '\"}}}},\"number\":\"T-' || p || '\",\"permit_kind\":\"taxi\",\"starts_on\":\"2026-01-01\",\"expires_on\":\"2027-12-31\",\"application_id\":null,\"policy_version\":\"1405-01\"}}}}'", id('b'))),
        ("turn = 2", "fleet_code", id('c'), "1".to_owned(), "FleetCodeIssued", format!(
            "'{{\"FleetCodeIssued\":{{\"vehicle_id\":\"' || {} || '\",\"purpose\":\"inside\",\"generation\":1,\"token_sha256\":\"' || md5('t' || p) || md5('u' || p) || '\",\"key_version\":1}}}}'", id('b'))),
        ("turn % 30 = 10", "licence", id('d'), "turn / 15 + 2".to_owned(), "LicenceSuspended",
            "'{\"LicenceSuspended\":{\"ground\":\"inspection-overdue\",\"note\":null,\"from\":\"2026-11-23\",\"until\":\"2026-12-22\",\"policy_version\":\"1405-01\"}}'".to_owned()),
        ("turn % 30 = 20", "licence", id('d'), "turn / 15 + 2".to_owned(), "SuspensionLifted",
            "'{\"SuspensionLifted\":{\"reason\":\"remedied\",\"note\":null,\"policy_version\":\"1405-01\"}}'".to_owned()),
        ("turn % 30 = 25", "complaint", "pg_temp.in_time('k', p)::text".to_owned(), "1".to_owned(), "ComplaintLodged", format!(
            "'{{\"ComplaintLodged\":{{\"ride\":' || {ride} || ',\"category\":\"overcharging\",\"text\":{SEALED},\"occurred_at\":null,\"mobile\":null,\"tracking_sha256\":\"' || md5('v' || p) || md5('w' || p) || '\",\"answer_by\":\"2026-12-03\",\"policy_version\":\"1405-01\"}}}}'")),
        ("true", "rating", "pg_temp.in_time('r', p)::text".to_owned(), "1".to_owned(), "RideRated", format!(
            "'{{\"RideRated\":{{\"ride\":' || {ride} || ',\"stars\":' || p % 5 + 1 || ',\"tags\":[\"polite\"],\"comment\":null,\"policy_version\":\"1405-01\"}}}}'")),
    ];
    let case = |of: &dyn Fn(&(&str, &str, String, String, &str, String)) -> String| {
        let whens: Vec<String> = kinds.iter().map(|kind| format!("WHEN {} THEN {}", kind.0, of(kind))).collect();
        format!("CASE {} END", whens.join("\n"))
    };
    let sql = format!(
        "INSERT INTO events ({COLUMNS})
         SELECT p, {}, {}, {}, {SHARED}, {}, '1', ({})::json, {STORY}
         FROM (SELECT p, (p - 1) / {cars} AS turn FROM generate_series(1, {events}) AS p) AS turns",
        case(&|kind| format!("'{}'", kind.1)),
        case(&|kind| kind.2.clone()),
        case(&|kind| format!("({})::bigint", kind.3)),
        case(&|kind| format!("'{}'", kind.4)),
        case(&|kind| kind.5.clone()),
    );
    db.execute(sql.as_str()).await?;
    db.execute(COMMANDS).await?;
    settle(&mut db).await
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
