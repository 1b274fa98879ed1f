//! The demo's city is made once, whatever happens in between, and kept.

use serde_json::json;
use sqlx::{Connection as _, PgConnection};
use std::process::Stdio;
use std::time::Duration;
use tests::database::TestDatabase;
use tests::demo::{Demo, free_address};
use tests::parvaneh::Parvaneh;

const CITY: &str = "namayesh";

/// A number that the database tells, 0 where there are no tables yet.
async fn count(url: &str, sql: &str) -> i64 {
    let mut db = PgConnection::connect(url).await.expect("connects");
    sqlx::query_scalar(sql).fetch_one(&mut db).await.unwrap_or(0)
}

/// How often everything that happens in a city happened.
async fn happened(url: &str) -> Vec<(String, i64)> {
    let mut db = PgConnection::connect(url).await.expect("connects");
    let sql = format!("SELECT event_type, count(*) FROM {CITY}.events GROUP BY 1 ORDER BY 1");
    sqlx::query_as(&sql).fetch_all(&mut db).await.expect("reads")
}

/// How many positions of cars are kept.
async fn seen(url: &str) -> i64 {
    count(url, &format!("SELECT count(*) FROM {CITY}_ops.vehicle_positions")).await
}

/// Seeds, and kills the seeding as soon as a condition holds that the database tells; whether it still
/// held afterwards: a kill may come too late.
async fn killed_once(parvaneh: &Parvaneh, url: &str, condition: &str) -> bool {
    let holds = format!("SELECT ({condition})::int::bigint");
    let mut seeding = parvaneh.command(&["demo", "--listen", &free_address()]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
    let mut db = PgConnection::connect(url).await.expect("connects");
    while sqlx::query_scalar(&holds).fetch_one(&mut db).await.unwrap_or(0_i64) == 0 && seeding.try_wait().expect("answers").is_none() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    seeding.kill().expect("is killed, or has ended");
    seeding.wait().expect("ends");
    count(url, &holds).await == 1
}

#[tokio::test]
async fn the_demo_shows_its_city_and_keeps_it_when_it_is_killed() {
    let database = TestDatabase::new("empty", async |_: &str| {}).await;
    let parvaneh = Parvaneh::new(&database.url, CITY);
    let demo = Demo::start(&parvaneh);
    let seeded = happened(&database.url).await;
    let mobiles: Vec<&str> = demo.told["staff"].as_array().expect("a list").iter().filter_map(|member| member["mobile"].as_str()).collect();
    assert_eq!(mobiles, ["09121000001", "09121000002", "09121000003", "09121000004", "09121000005", "09121000006"]);
    for (state, verdict) in [("valid", "valid"), ("suspended", "suspended"), ("expired", "expired"), ("revoked", "revoked")] {
        let seen = demo.client.get(&format!("/api/v1/scan/{}", demo.code(state))).await.expect(200);
        assert_eq!(seen["verdict"], verdict, "{seen}");
    }
    for part in ["driver", "agency_driver", "agency_manager", "passenger"] {
        let visitor = demo.sign_in(demo.visitor(part)).await;
        assert_eq!(visitor.get("/api/v1/me").await.expect(200)["roles"].as_array().map(Vec::len), Some(usize::from(part == "agency_manager")), "{part}");
    }
    for (event_type, times) in [
        ("ApplicationGranted", 3),
        ("AgencyRegistered", 1),
        ("InspectionPassed", 2),
        ("InspectionFailed", 1),
        ("PollAnswered", 12),
        ("PaymentSucceeded", 7),
        ("ComplaintResolved", 1),
        ("ShiftStarted", 1),
    ] {
        let told = seeded.iter().find(|(known, _)| known == event_type).map(|(_, times)| *times);
        assert_eq!(told, Some(times), "{event_type}: {seeded:?}");
    }
    assert_eq!(seen(&database.url).await, 3, "the car on shift was seen");
    let valid = demo.code("valid").to_owned();
    let officer = demo.sign_in("09121000001").await;
    assert_eq!(officer.get("/api/v1/me").await.expect(200)["roles"], json!(["officer"]));
    demo.kill();

    let again = Demo::start(&parvaneh);
    assert_eq!(again.code("valid"), valid);
    let kept: Vec<_> = happened(&database.url).await.into_iter().filter(|(event_type, _)| event_type != "SignedIn").collect();
    assert_eq!(kept, seeded);
    again.kill();
    assert_eq!(parvaneh.json(&["replay", "--verify"]).0, 0);
}

#[tokio::test]
async fn a_seeding_that_was_killed_is_completed_and_doubles_nothing() {
    let (whole, torn) = (TestDatabase::new("empty", async |_: &str| {}).await, TestDatabase::new("empty", async |_: &str| {}).await);
    let calm = Parvaneh::new(&whole.url, CITY);
    Demo::start(&calm).kill();

    let killed = calm.elsewhere(&torn.url);
    let events = |condition: &str| format!("(SELECT count(*) FROM {CITY}.events WHERE {condition})");
    for enough in [3, 40, 200] {
        killed_once(&killed, &torn.url, &format!("{} >= {enough}", events("true"))).await;
    }
    // While a fare is paid: its session is open, and the gateway that knows it goes down, too.
    let (opened, paid) = (events("event_type = 'GatewaySessionOpened'"), events("event_type = 'PaymentSucceeded'"));
    let mut open = false;
    for fare in 4..=7 {
        open = killed_once(&killed, &torn.url, &format!("{opened} >= {fare} AND {opened} > {paid}")).await;
        if open {
            break;
        }
    }
    assert!(open, "no kill came while a fare was paid");
    // Right after a shift began, before the car was seen.
    killed_once(&killed, &torn.url, &format!("{} > 0", events("event_type = 'ShiftStarted'"))).await;

    assert!(happened(&torn.url).await != happened(&whole.url).await, "the last kill came too late to prove anything");
    Demo::start(&killed).kill();
    assert_eq!(happened(&torn.url).await, happened(&whole.url).await);
    assert!(seen(&torn.url).await > 0 && seen(&whole.url).await > 0, "the car was seen");
    assert_eq!(killed.json(&["replay", "--verify"]).0, 0);
}

#[tokio::test]
async fn a_city_with_staff_of_its_own_is_served_as_it_is() {
    let database = TestDatabase::new("empty", async |_: &str| {}).await;
    let parvaneh = Parvaneh::new(&database.url, CITY);
    let (status, added) = parvaneh.json(&["staff", "add", "--name", "سارا کریمی", "--mobile", "09351234567", "--role", "admin"]);
    assert_eq!(status, 0, "{added}");
    let demo = Demo::start(&parvaneh);
    assert_eq!((&demo.told["staff"], &demo.told["codes"]), (&json!([]), &json!([])));
    demo.kill();
    let added = [("AccountOpened".to_owned(), 1), ("RoleGranted".to_owned(), 1)];
    assert_eq!(happened(&database.url).await, added);
}
