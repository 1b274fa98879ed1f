//! The demo's city is made once, whatever happens in between, and kept.

use reqwest::header::ACCEPT;
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Stdio};
use std::time::Duration;
use tests::app::ApiClient;
use tests::database::TestDatabase;
use tests::parvaneh::Parvaneh;

const CITY: &str = "namayesh";

/// A demo that serves.
struct Demo {
    process: Child,
    told: Value,
    client: ApiClient,
}

impl Demo {
    /// Starts it and waits until it says where to look.
    fn start(parvaneh: &Parvaneh) -> Self {
        let free = free_address();
        let call = ["demo", "--listen", &free, "--format", "json"];
        let mut process = parvaneh.command(&call).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("starts");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("a pipe")).read_line(&mut line).expect("says something");
        let told: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        Self { process, told, client: ApiClient::new(&format!("http://{free}")) }
    }

    /// As `kill -9`.
    fn kill(mut self) {
        self.process.kill().expect("is killed");
        self.process.wait().expect("ends");
    }

    fn code(&self, state: &str) -> &str {
        let codes = self.told["codes"].as_array().expect("a list");
        codes.iter().find(|code| code["state"] == state).and_then(|code| code["code"].as_str()).unwrap_or_else(|| panic!("no {state} code: {}", self.told))
    }

    /// Signs in by the code that the mailbox shows.
    async fn sign_in(&self, mobile: &str) -> ApiClient {
        self.client.post("/api/v1/sign-in", json!({ "mobile": mobile })).await.expect(202);
        let mailbox = self.client.request(reqwest::Method::GET, "/demo/mailbox").header(ACCEPT, "application/json");
        let messages = self.client.send(mailbox).await.expect(200);
        let text = messages["items"][0]["text"].as_str().unwrap_or_else(|| panic!("{messages}"));
        let code: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
        let session = self.client.post("/api/v1/sign-in/confirm", json!({ "mobile": mobile, "code": code })).await.expect(200);
        self.client.clone().with_token(session["token"].as_str().expect("a token"))
    }
}

/// An address where nobody listens.
fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port is free").to_string()
}

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
