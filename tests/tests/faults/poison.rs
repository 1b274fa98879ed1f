//! An event that this version of the software cannot read, as one of a later version is.

use crate::city::{City, NAME, PATIENCE, Server};
use crate::clients::{ClientAt, Crowd};
use crate::counts::Counts;
use crate::journal::Outcome;
use crate::oracle::{Amiss, Oracle, Tally};
use domain::AnyEvent;
use domain::kernel::ClaimChange;
use event_store::Keys;
use serde_json::{Value, json};
use sqlx::{Connection as _, Executor as _, PgConnection};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// Puts an event into the log, as its owner can: of this aggregate, with this sequence. Gives its position.
pub async fn append(db: &mut PgConnection, (kind, id, sequence): (&str, Uuid, i64), event: &str, version: &str, payload: &str) -> i64 {
    db.execute(format!("SET search_path TO {NAME}").as_str()).await.expect("a schema");
    let sql = "WITH head AS (UPDATE log_head SET position = position + 1 RETURNING position, recorded_at),
              made AS (INSERT INTO events SELECT position, $1, $2, $3, gen_random_uuid(), gen_random_uuid(), $4, $5,
                  $6::json, '{}', 'operator', gen_random_uuid(), gen_random_uuid(), decode(repeat('00', 16), 'hex'), recorded_at
                  FROM head RETURNING command_id, position)
         INSERT INTO commands SELECT command_id, '\\x00', position, position FROM made RETURNING first_position";
    let append = sqlx::query_scalar(sql).bind(kind).bind(id.to_string()).bind(sequence).bind(event).bind(version).bind(payload);
    append.fetch_one(db).await.expect("the owner may append by hand")
}

/// The beginning of a new aggregate.
fn new(kind: &str) -> (&str, Uuid, i64) {
    (kind, Uuid::new_v4(), 1)
}

/// What `/readyz` says.
pub async fn ready(server: &Server) -> (u16, Value) {
    let answer = reqwest::get(format!("{}/readyz", server.address)).await.expect("an answer");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_halts_the_models_that_need_it_for_all_to_see_and_the_rest_goes_on() {
    let city = City::found().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("poison-for-models"));
    let (server, metrics) = city.serve_with_figures().await;
    let working = crowd.work(&[&server.address]);
    crowd.after(20).await;
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    let position = append(&mut db, new("rating"), "RideRated", "99", r#"{"RideRated": {"moons": 3}}"#).await;
    // Cars, licences, codes, ratings and complaints: all is written and answered as before.
    crowd.after(100).await;
    crowd.rest(working).await;

    let halted = ["figures", "ratings", "timeline"];
    let told = json!(halted.map(|model| json!({"model": model, "position": position})));
    let (status, mut seen) = ready(&server).await;
    seen["halted"].as_array_mut().expect("a list").sort_by_key(|model| model["model"].to_string());
    assert_eq!((status, &seen["status"], &seen["halted"]), (200, &json!("halted"), &told), "{seen}");
    let figures = reqwest::get(&metrics).await.expect("an answer").text().await.expect("text");
    for model in &halted {
        assert!(figures.contains(&format!("parvaneh_projection_halted{{model=\"{model}\"}} 1")), "{figures}");
    }
    assert!(figures.contains("parvaneh_projection_halted{model=\"register\"} 0"), "{figures}");
    let (status, doctor) = city.parvaneh.json(&["doctor"]);
    let mut bad: Vec<&str> = doctor["checks"].as_array().expect("a list").iter().filter(|check| check["ok"] == false).filter_map(|check| check["name"].as_str()).collect();
    bad.sort_unstable();
    let named = ["every event can be read", "read model figures", "read model ratings", "read model timeline"];
    assert_eq!((status, bad.as_slice()), (1, named.as_slice()), "{doctor}");

    only_these_stand_still(&mut db, &halted, position).await;
    let amiss = Amiss { unread: &[position], halted: &halted, ..Amiss::default() };
    counts.add("an event that cannot be read", look(&mut oracle, &amiss, &city, &crowd, &server).await);

    // Whoever types a command is not told that it failed when it is done.
    let (status, added) = city.parvaneh.json(&["staff", "add", "--name", "رضا احمدی", "--mobile", "09121000002", "--role", "auditor"]);
    assert_eq!(status, 0, "{added}");
    let (status, token) = city.parvaneh.json(&["token", "create", "--mobile", "09121000002"]);
    assert_eq!(status, 0, "{token}");
    let rating = "SELECT aggregate_id FROM events WHERE event_type = 'RideRated' AND event_version = '1' ORDER BY position LIMIT 1";
    let rating: String = sqlx::query_scalar(rating).fetch_one(&mut db).await.expect("somebody rated");
    let (status, erased) = city.parvaneh.json(&["privacy", "erase", &rating]);
    assert_eq!(status, 0, "{erased}");
    let told: i64 = sqlx::query_scalar("SELECT count(*) FROM events WHERE event_type = 'SubjectErased'").fetch_one(&mut db).await.expect("counts");
    assert_eq!(told, 1, "what follows from it was done, too");

    // A rebuild of all ends for none because of another.
    let (status, rebuilt) = city.parvaneh.json(&["rebuild"]);
    let mut named: Vec<&str> = rebuilt["halted"].as_array().expect("a list").iter().filter_map(|model| model["model"].as_str()).collect();
    named.sort_unstable();
    assert_eq!((status, named.as_slice()), (1, halted.as_slice()), "{rebuilt}");
    server.stop().await;
    only_these_stand_still(&mut db, &halted, position).await;

    // Neither does an upgrade that makes one of them anew keep the service from starting.
    db.execute(format!("UPDATE {NAME}_read.checkpoints SET version = 0 WHERE model = 'timeline'").as_str()).await.expect("an earlier version's");
    let server = city.serve().await;
    let (status, seen) = ready(&server).await;
    assert_eq!((status, &seen["status"]), (200, &json!("halted")), "{seen}");
    let working = crowd.work(&[&server.address]);
    crowd.after(20).await;
    crowd.rest(working).await;
    server.stop().await;
    // Brings to rest what the last client's command led to.
    assert_eq!(city.parvaneh.json(&["token", "create", "--mobile", "09121000002"]).0, 0);
    only_these_stand_still(&mut db, &halted, position).await;

    // A version that reads it starts: all go on by themselves, and nothing is amiss any more.
    let sql = "SELECT payload::text FROM events WHERE event_type = 'RideRated' AND event_version = '1' ORDER BY position LIMIT 1";
    let rated: String = sqlx::query_scalar(sql).fetch_one(&mut db).await.expect("somebody rated");
    make_readable(&mut db, position, &rated).await;
    let server = city.serve().await;
    counts.add("the same event, made readable", look(&mut oracle, &Amiss::default(), &city, &crowd, &server).await);
    server.stop().await;
}

async fn look(oracle: &mut Oracle, amiss: &Amiss<'_>, city: &City, crowd: &Arc<Crowd>, server: &Server) -> Tally {
    let looked = oracle.look_beside(amiss, city, &crowd.client(0, &server.address)).await;
    looked.unwrap_or_else(|breaches| panic!("while {amiss:?}: {}", breaches.join("\n")))
}

/// Looks whether these models stand right before this event, with tables of this version, and all others
/// at the head.
async fn only_these_stand_still(db: &mut PgConnection, halted: &[&str], position: i64) {
    let sql = format!("SELECT model, position FROM {NAME}_read.checkpoints WHERE position < (SELECT position FROM log_head) ORDER BY model");
    let behind: Vec<(String, i64)> = sqlx::query_as(&sql).fetch_all(&mut *db).await.expect("reads");
    let expected: Vec<_> = halted.iter().map(|model| ((*model).to_owned(), position - 1)).collect();
    assert_eq!(behind, expected, "right before what they cannot read, and the others at the head");
    let old: i64 = sqlx::query_scalar(&format!("SELECT count(*) FROM {NAME}_read.checkpoints WHERE version = 0")).fetch_one(db).await.expect("counts");
    assert_eq!(old, 0, "every table is this version's");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_followed_up_is_parked_for_all_to_see_and_the_rest_goes_on() {
    let city = City::found().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("poison-for-reactors"));
    let (server, metrics) = city.serve_with_figures().await;
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    // Paid for an application that nobody made, and for one that this version cannot read.
    let nobodys = append(&mut db, new("invoice"), "InvoicePaid", "1", &paid_for(Uuid::new_v4())).await;
    let unread = new("application");
    let application = append(&mut db, unread, "ApplicationStarted", "99", r#"{"ApplicationStarted": {"moons": 3}}"#).await;
    let unknown = append(&mut db, new("invoice"), "InvoicePaid", "1", &paid_for(unread.1)).await;
    let working = crowd.work(&[&server.address]);
    // Licences get their codes as before, without which no day ends.
    crowd.after(60).await;
    crowd.rest(working).await;

    assert_eq!(parked(&mut db, "grants_of_invoices").await, [nobodys, unknown]);
    assert_eq!(every_parked(&mut db).await, 2);
    let figures = reqwest::get(&metrics).await.expect("an answer").text().await.expect("text");
    assert!(figures.contains("parvaneh_parked_events{reactor=\"grants_of_invoices\"} 2\n"), "{figures}");
    let (status, doctor) = city.parvaneh.json(&["doctor"]);
    let told = doctor["checks"].as_array().expect("a list").iter().any(|check| check["ok"] == false && check.to_string().contains("grants_of_invoices"));
    assert!(status == 1 && told, "{doctor}");
    let halted = ["applications", "deadlines", "timeline"];
    let amiss = Amiss { unread: &[application], halted: &halted, parked: 2 };
    counts.add("follow-ups that cannot be done", look(&mut oracle, &amiss, &city, &crowd, &server).await);

    // Licences of two cars that this version cannot read, as where an older process leads while a newer
    // one writes.
    let client = crowd.client(0, &server.address);
    let [one, other] = [car(&client).await, car(&client).await];
    let [of_one, of_other] = [license_by_a_later_version(&city, &mut db, &one).await, license_by_a_later_version(&city, &mut db, &other).await];
    until(&mut db, "SELECT count(*) = 2 FROM reactor_parked WHERE reactor = 'fleet_codes'").await;
    server.stop().await;
    // A version that reads the one starts; and the other is tried again by hand.
    make_readable(&mut db, of_one, &licence(&one)).await;
    let server = city.serve().await;
    until(&mut db, "SELECT count(*) = 1 FROM reactor_parked WHERE reactor = 'fleet_codes'").await;
    assert_eq!((codes_of(&mut db, &one).await, codes_of(&mut db, &other).await), (1, 0));
    make_readable(&mut db, of_other, &licence(&other)).await;
    for _ in 0..2 {
        let (status, retried) = city.parvaneh.json(&["retry"]);
        assert_eq!((status, &retried["parked"]), (1, &json!(2)), "what is refused stays parked: {retried}");
    }
    assert_eq!((codes_of(&mut db, &one).await, codes_of(&mut db, &other).await), (1, 1), "done, and done once");
    assert_eq!(parked(&mut db, "grants_of_invoices").await, [nobodys, unknown]);
    counts.add("the same, of what can be read by then", look(&mut oracle, &amiss, &city, &crowd, &server).await);
    server.stop().await;
}

fn paid_for(application_id: Uuid) -> String {
    let purpose = json!({"application": {"application_id": application_id}});
    json!({"InvoicePaid": {"purpose": purpose, "payment_id": null, "amount": 6_200_000, "paid_on": "2026-11-26"}}).to_string()
}

/// A car that is registered; its id.
async fn car(client: &ClientAt) -> String {
    let Outcome::Ok(promise) = client.register().await else { panic!("the car is registered") };
    promise.text("vehicle_id").to_owned()
}

/// A licence of a car.
fn licence(vehicle_id: &str) -> String {
    let licence = json!({
        "subject": {"vehicle": {"vehicle_id": vehicle_id}}, "number": format!("T-1405-{}", &vehicle_id[..6]), "permit_kind": "taxi",
        "starts_on": "2026-11-23", "expires_on": "2028-11-22", "application_id": null, "policy_version": "1405-01",
    });
    json!({ "LicenceIssued": licence }).to_string()
}

/// A licence of a car whose event is of a later version, which claims what this one does. Gives its position.
async fn license_by_a_later_version(city: &City, db: &mut PgConnection, vehicle_id: &str) -> i64 {
    let (kind, id, sequence) = new("licence");
    let payload = licence(vehicle_id);
    let position = append(db, (kind, id, sequence), "LicenceIssued", "99", &payload).await;
    let keys = Keys::read(city.parvaneh.keys()).expect("the key file is there");
    for claim in AnyEvent::decode(kind, "LicenceIssued", "1", &payload).expect("decodes").iter().flat_map(AnyEvent::claims) {
        let ClaimChange::Take { scope, value } = claim else { continue };
        let take = sqlx::query("INSERT INTO claims VALUES ($1, $2, $3)").bind(scope).bind(keys.blind(scope, &value)).bind(id.to_string());
        take.execute(&mut *db).await.expect("the owner may");
    }
    position
}

/// Stands for a version of the software that reads an event of a later one, as this.
async fn make_readable(db: &mut PgConnection, position: i64, payload: &str) {
    db.execute("ALTER TABLE events DISABLE TRIGGER USER").await.expect("the owner may");
    let sql = "UPDATE events SET event_version = '1', payload = $2::json WHERE event_version = '99' AND position = $1";
    let changed = sqlx::query(sql).bind(position).bind(payload).execute(&mut *db).await.expect("the owner may");
    assert_eq!(changed.rows_affected(), 1);
    db.execute("ALTER TABLE events ENABLE TRIGGER USER").await.expect("the owner may");
}

async fn codes_of(db: &mut PgConnection, vehicle_id: &str) -> i64 {
    let sql = "SELECT count(*) FROM events WHERE event_type = 'FleetCodeIssued' AND payload->'FleetCodeIssued'->>'vehicle_id' = $1";
    sqlx::query_scalar(sql).bind(vehicle_id).fetch_one(db).await.expect("counts")
}

/// The positions that a reactor could not follow up.
async fn parked(db: &mut PgConnection, reactor: &str) -> Vec<i64> {
    let sql = "SELECT position FROM reactor_parked WHERE reactor = $1 ORDER BY position";
    sqlx::query_scalar(sql).bind(reactor).fetch_all(db).await.expect("reads")
}

async fn every_parked(db: &mut PgConnection) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM reactor_parked").fetch_one(db).await.expect("counts")
}

/// Waits until a query says so.
async fn until(db: &mut PgConnection, sql: &str) {
    let waited = tokio::time::timeout(PATIENCE, async {
        while !sqlx::query_scalar::<_, bool>(sql).fetch_one(&mut *db).await.expect("answers") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    waited.await.unwrap_or_else(|_| panic!("never: {sql}"));
}
