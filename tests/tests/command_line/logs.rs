//! What is logged can be collected by machines.

use serde_json::Value;
use tests::database::TestDatabase;
use tests::parvaneh::Parvaneh;

fn lines(parvaneh: &Parvaneh, format: &str) -> Vec<String> {
    let mut doctor = parvaneh.command(&["doctor"]);
    // A filter that is none is worth a line.
    let done = doctor.env("PARVANEH_LOG", "…=…").env("PARVANEH_LOG_FORMAT", format).output().expect("the program starts");
    String::from_utf8(done.stderr).expect("text").lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_log_for_machines_is_one_json_value_a_line() {
    let database = TestDatabase::new("empty", async |_: &str| {}).await;
    let parvaneh = Parvaneh::new(&database.url, "shahr_e_gozaresh");
    let told = lines(&parvaneh, "json");
    assert!(!told.is_empty());
    for line in &told {
        let value: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(value["level"].is_string() && value["timestamp"].is_string() && value["fields"]["message"].is_string(), "{line}");
    }
    assert!(lines(&parvaneh, "text").iter().all(|line| serde_json::from_str::<Value>(line).is_err()));
    assert!(lines(&parvaneh, "xml").iter().any(|line| line.contains("neither text nor json")));
}
