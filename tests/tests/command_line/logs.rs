//! What is logged can be collected by machines.

use serde_json::{Value, json};
use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::time::Duration;
use tests::app::ApiClient;
use tests::database::TestDatabase;
use tests::demo::free_address;
use tests::parvaneh::Parvaneh;

fn lines(parvaneh: &Parvaneh, format: &str) -> Vec<String> {
    let mut doctor = parvaneh.command(&["doctor"]);
    // A filter that is none is worth a line.
    let done = doctor.env("PARVANEH_LOG", "…=…").env("PARVANEH_LOG_FORMAT", format).output().expect("the program starts");
    String::from_utf8(done.stderr).expect("text").lines().map(str::to_owned).collect()
}

/// What a line for machines says.
fn fields(line: &str) -> Value {
    let mut value: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    assert!(value["level"].is_string() && value["timestamp"].is_string() && value["fields"].is_object(), "{line}");
    value["fields"].take()
}

#[tokio::test]
async fn a_log_for_machines_is_one_json_value_a_line() {
    let database = TestDatabase::new("empty", async |_: &str| {}).await;
    let parvaneh = Parvaneh::new(&database.url, "shahr_e_gozaresh");
    let told = lines(&parvaneh, "json");
    assert!(!told.is_empty());
    for line in &told {
        assert!(fields(line)["message"].is_string(), "{line}");
    }
    assert!(lines(&parvaneh, "text").iter().all(|line| serde_json::from_str::<Value>(line).is_err()));
    assert!(lines(&parvaneh, "xml").iter().any(|line| line.contains("neither text nor json")));
}

#[tokio::test]
async fn a_server_that_serves_writes_nothing_else_into_a_log_for_machines() {
    let database = TestDatabase::new("empty", async |_: &str| {}).await;
    let parvaneh = Parvaneh::new(&database.url, "shahr_e_gozaresh");
    let folder = tempfile::tempdir().expect("a folder");
    let (log, address) = (folder.path().join("log"), free_address());
    let mut serve = parvaneh.command(&["serve", "--listen", &address]);
    // Everybody's lines are asked for, those of libraries too.
    serve.env("PARVANEH_LOG", "debug").env("PARVANEH_LOG_FORMAT", "json");
    let mut server = serve.stdout(Stdio::null()).stderr(File::create(&log).expect("a file")).spawn().expect("the program starts");
    let client = ApiClient::new(&format!("http://{address}"));
    while !reqwest::get(format!("http://{address}/readyz")).await.is_ok_and(|answer| answer.status() == 200) {
        assert!(server.try_wait().expect("is asked").is_none(), "it ended");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    client.get("/fa/register").await.expect(200);
    client.get("/fa/nowhere%0A").await.expect(404);
    client.post("/api/v1/sign-in", json!({"mobile": "09121000001"})).await.expect(202);
    client.post("/api/v1/vehicles", json!({"plate": "\u{1b}[31m\n"})).await.expect(401);
    let asked = Command::new("kill").arg(server.id().to_string()).status().expect("kill is there");
    assert!(asked.success() && server.wait().expect("it ends").success());

    let told = fs::read_to_string(&log).expect("text");
    // Libraries have other words than a message.
    let said = told.lines().map(fields).filter(|fields| fields["message"].is_string()).count();
    assert!(said > 0 && said < told.lines().count(), "{told}");
}
