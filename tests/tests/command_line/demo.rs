//! The demo's city is made once, whatever happens in between, and kept.

use serde_json::json;
use sqlx::{Connection as _, PgConnection};
use std::process::Stdio;
use std::time::Duration;
use tests::database::TestDatabase;
use tests::demo::{Demo, free_address};
use tests::parvaneh::Parvaneh;

const CITY: &str = "namayesh";

async fn count(url: &str, what: &str) -> i64 {
    let mut db = PgConnection::connect(url).await.expect("connects");
    sqlx::query_scalar(&format!("SELECT count(*) FROM {what}")).fetch_one(&mut db).await.unwrap_or(0)
}

/// How often everything that happens in a city happened.
async fn happened(url: &str) -> Vec<(String, i64)> {
    let mut db = PgConnection::connect(url).await.expect("connects");
    let sql = format!("SELECT event_type, count(*) FROM {CITY}.events GROUP BY 1 ORDER BY 1");
    sqlx::query_as(&sql).fetch_all(&mut db).await.expect("reads")
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
    for enough in [3, 40, 200] {
        let mut seeding = killed.command(&["demo", "--listen", &free_address()]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        while count(&torn.url, &format!("{CITY}.events")).await < enough && seeding.try_wait().expect("answers").is_none() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        seeding.kill().expect("is killed, or has ended");
        seeding.wait().expect("ends");
    }
    assert!(happened(&torn.url).await != happened(&whole.url).await, "the last kill came too late to prove anything");
    Demo::start(&killed).kill();
    assert_eq!(happened(&torn.url).await, happened(&whole.url).await);
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
