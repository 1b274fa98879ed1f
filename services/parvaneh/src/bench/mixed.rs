//! A log in which all kinds of a city's life are mixed.

use super::ground::Ground;
use super::seed::{COLUMNS, COMMANDS, SEALED, SHARED, STORY, owner, settle};
use crate::fault::Fault;
use sqlx::Executor;

/// Events that are alike, in SQL: of a car's turn `turn` and a position `p`.
struct Kind {
    when: &'static str,
    aggregate: &'static str,
    id: String,
    sequence: &'static str,
    name: &'static str,
    payload: String,
}

/// A city's life, `events` long, of so many cars: each is registered, licensed and gets a
/// code; its driver has an account and points; of every ten turns thereafter three are a fare that is
/// paid and one the points for it, the others ratings, in thirty a suspension, its end and a complaint.
pub async fn mixed(ground: &Ground, schema: &str, events: i64, cars: i64) -> Result<(), Fault> {
    let mut db = owner(ground, schema).await?;
    let kinds = kinds(cars);
    let case = |of: &dyn Fn(&Kind) -> String| {
        let whens: Vec<String> = kinds.iter().map(|kind| format!("WHEN {} THEN {}", kind.when, of(kind))).collect();
        format!("CASE {} END", whens.join("\n"))
    };
    let sql = format!(
        "INSERT INTO events ({COLUMNS})
         SELECT p, {}, {}, {}, {SHARED}, {}, '1', ({})::json, {STORY}
         FROM (SELECT p, (p - 1) / {cars} AS turn FROM generate_series(1, {events}) AS p) AS turns",
        case(&|kind| format!("'{}'", kind.aggregate)),
        case(&|kind| kind.id.clone()),
        case(&|kind| format!("({})::bigint", kind.sequence)),
        case(&|kind| format!("'{}'", kind.name)),
        case(&|kind| kind.payload.clone()),
    );
    db.execute(sql.as_str()).await?;
    db.execute(COMMANDS).await?;
    settle(&mut db).await
}

fn kinds(cars: i64) -> [Kind; 13] {
    let id = |letter: char| format!("('{letter}0000000-0000-4000-8000-' || lpad(to_hex((p - 1) % {cars} + 1), 12, '0'))");
    let (account, vehicle, code, licence, points, person) = (id('a'), id('b'), id('c'), id('d'), id('e'), id('f'));
    let of_turn = |letter: char| format!("pg_temp.in_time('{letter}', p)::text");
    // The same in the three turns of a fare.
    let payment = format!("pg_temp.in_time('y', turn / 10 * {cars} + (p - 1) % {cars})::text");
    let ride = |driver: &str| {
        format!("'{{\"code_id\":\"' || {code} || '\",\"generation\":1,\"vehicle_id\":\"' || {vehicle} || '\",\"licence_id\":\"' || {licence} || '\",\"driver_id\":{driver}}}'")
    };
    let (unknown, driven) = (ride("null"), ride(&format!("\"' || {person} || '\"")));
    let fare = format!("'{{\"fare\":{{\"ride\":' || {driven} || '}}}}'");
    let split = format!("'{{\"fare\":{{\"driver_id\":\"' || {person} || '\",\"driver\":171000,\"commission\":9000,\"tip\":0}}}}'");
    let kind = |when, aggregate, id: &String, sequence, name, payload| Kind { when, aggregate, id: id.clone(), sequence, name, payload };
    [
        kind("turn = 0", "vehicle", &vehicle, "1", "VehicleRegistered", "'{\"VehicleRegistered\":{\"plate\":\"12ت' || lpad((p % 1000)::text, 3, '0') || '-79\",\"vin\":\"NAAM01CA5CR' || lpad((p % 1000000)::text, 6, '0') || '\",\"make\":\"ایران‌خودرو\",\"model\":\"سمند\",\"year\":2021,\"colour\":\"زرد\",\"fuel\":\"dual\",\"permit_kind\":\"taxi\",\"policy_version\":\"1405-01\"}}'".to_owned()),
        kind("turn = 1", "licence", &licence, "1", "LicenceIssued", format!("'{{\"LicenceIssued\":{{\"subject\":{{\"vehicle\":{{\"vehicle_id\":\"' || {vehicle} || '\"}}}},\"number\":\"T-' || p || '\",\"permit_kind\":\"taxi\",\"starts_on\":\"2026-01-01\",\"expires_on\":\"2027-12-31\",\"application_id\":null,\"policy_version\":\"1405-01\"}}}}'")),
        kind("turn = 2", "fleet_code", &code, "1", "FleetCodeIssued", format!("'{{\"FleetCodeIssued\":{{\"vehicle_id\":\"' || {vehicle} || '\",\"purpose\":\"inside\",\"generation\":1,\"token_sha256\":\"' || md5('t' || p) || md5('u' || p) || '\",\"key_version\":1}}}}'")),
        kind("turn = 3", "account", &account, "1", "AccountOpened", format!("'{{\"AccountOpened\":{{\"mobile\":{SEALED}}}}}'")),
        kind("turn = 4", "reward_account", &points, "1", "RewardAccountOpened", format!("'{{\"RewardAccountOpened\":{{\"holder\":{{\"account\":{{\"account_id\":\"' || {account} || '\"}}}}}}}}'")),
        kind("turn % 10 = 5", "payment", &payment, "1", "PaymentCreated", format!("'{{\"PaymentCreated\":{{\"purpose\":' || {fare} || ',\"account_id\":null,\"amount\":180000,\"gateway\":\"zarinpal\",\"split\":' || {split} || '}}}}'")),
        kind("turn % 10 = 6", "payment", &payment, "2", "GatewaySessionOpened", "'{\"GatewaySessionOpened\":{\"gateway\":\"zarinpal\",\"authority\":\"A' || lpad(p::text, 35, '0') || '\",\"pay_url\":\"https://payment.zarinpal.com/pg/StartPay/A' || lpad(p::text, 35, '0') || '\"}}'".to_owned()),
        kind("turn % 10 = 7", "payment", &payment, "3", "PaymentSucceeded", format!("'{{\"PaymentSucceeded\":{{\"purpose\":' || {fare} || ',\"amount\":180000,\"gateway\":\"zarinpal\",\"reference\":\"' || p || '\",\"card_masked\":null,\"card_hash\":null,\"fee\":null,\"split\":' || {split} || '}}}}'")),
        kind("turn % 10 = 8", "reward_account", &points, "turn / 10 + 2", "PointsAccrued", format!("'{{\"PointsAccrued\":{{\"payment_id\":\"' || {payment} || '\",\"counterparty\":null,\"provided\":1,\"points\":1,\"rial_per_point\":500,\"value\":500,\"day\":\"2026-11-23\",\"active_on\":\"2026-11-26\",\"expires_on\":\"2027-11-26\"}}}}'")),
        kind("turn % 30 = 10", "licence", &licence, "turn / 15 + 2", "LicenceSuspended", "'{\"LicenceSuspended\":{\"ground\":\"inspection-overdue\",\"note\":null,\"from\":\"2026-11-23\",\"until\":\"2026-12-22\",\"policy_version\":\"1405-01\"}}'".to_owned()),
        kind("turn % 30 = 20", "licence", &licence, "turn / 15 + 2", "SuspensionLifted", "'{\"SuspensionLifted\":{\"reason\":\"remedied\",\"note\":null,\"policy_version\":\"1405-01\"}}'".to_owned()),
        kind("turn % 30 = 24", "complaint", &of_turn('k'), "1", "ComplaintLodged", format!("'{{\"ComplaintLodged\":{{\"ride\":' || {unknown} || ',\"category\":\"overcharging\",\"text\":{SEALED},\"occurred_at\":null,\"mobile\":null,\"tracking_sha256\":\"' || md5('v' || p) || md5('w' || p) || '\",\"answer_by\":\"2026-12-03\",\"policy_version\":\"1405-01\"}}}}'")),
        kind("true", "rating", &of_turn('r'), "1", "RideRated", format!("'{{\"RideRated\":{{\"ride\":' || {unknown} || ',\"stars\":' || p % 5 + 1 || ',\"tags\":[\"polite\"],\"comment\":null,\"policy_version\":\"1405-01\"}}}}'")),
    ]
}
