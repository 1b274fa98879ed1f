use domain::identity::account::Role;
use serde_json::{Value, json};
use tests::app::TestApp;

fn items(page: &Value) -> &Vec<Value> {
    page["items"].as_array().expect("items")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_filters_pages_and_exports_the_history() {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    let taxi = app.taxi_by(&officer).await;
    let auditor = app.staff(Role::Auditor).await;
    let of_licence = format!("/api/v1/events?aggregate=licence/{}", taxi.licence_id);
    let found = auditor.get(&of_licence).await.expect(200);
    let event = &items(&found)[0];
    let mut names: Vec<_> = event.as_object().expect("an object").keys().map(String::as_str).collect();
    names.sort_unstable();
    let promised = [
        "actor_id", "aggregate_id", "aggregate_type", "causation_id", "command_id", "correlation_id", "event_id", "event_type",
        "event_version", "metadata", "payload", "position", "recorded_at", "sequence",
    ];
    assert_eq!(names, promised);
    assert_eq!((&event["event_type"], &event["sequence"]), (&json!("LicenceIssued"), &json!(1)));

    let actor = event["actor_id"].as_str().expect("an actor");
    let by_officer = auditor.get(&format!("/api/v1/events?actor={actor}&type=VehicleRegistered")).await.expect(200);
    assert_eq!(items(&by_officer).len(), 1);
    let position = event["position"].as_i64().expect("a position");
    let alone = auditor.get(&format!("/api/v1/events?from={position}&to={position}")).await.expect(200);
    assert_eq!(items(&alone), &vec![event.clone()]);
    assert_eq!(auditor.get(&format!("/api/v1/events/{position}")).await.expect(200), *event);
    assert_eq!(items(&auditor.get("/api/v1/events?to=2020-01-01").await.expect(200)).len(), 0);

    let mut positions = Vec::new();
    let mut path = "/api/v1/events?limit=3&to=9".to_owned();
    loop {
        let page = auditor.get(&path).await.expect(200);
        positions.extend(items(&page).iter().filter_map(|event| event["position"].as_i64()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/events?limit=3&to=9&cursor={next}");
    }
    assert_eq!(positions, (1..=9).collect::<Vec<_>>());

    let export = auditor.get_lines("/api/v1/events").await;
    assert_eq!((export.status, export.header("content-type")), (200, "application/x-ndjson"));
    let lines: Vec<Value> = export.text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    let last = lines.last().expect("lines");
    assert_eq!(last["event_type"], json!("HistoryExported"), "the export itself was recorded first");
    assert_eq!(lines.len() as i64, last["position"].as_i64().expect("a position"), "dense, from 1");
    assert!(!export.text.contains("مریم"), "names are sealed");
    assert_eq!(auditor.get_lines("/api/v1/events?type=LicenceIssued").await.text.lines().count(), 1);
    // The looks above were recorded, in the words that were used.
    let looks = auditor.get_lines("/api/v1/events?type=HistoryViewed").await;
    assert!(looks.text.contains(&format!("licence/{}", taxi.licence_id)));
}

#[tokio::test(flavor = "multi_thread")]
async fn why_leads_from_the_code_back_to_the_licence() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let auditor = app.staff(Role::Auditor).await;
    let issued = auditor.get(&format!("/api/v1/events?type=FleetCodeIssued")).await.expect(200);
    let position = items(&issued)[0]["position"].as_i64().expect("a position");
    let story = auditor.get(&format!("/api/v1/events/{position}/why")).await.expect(200);
    assert_eq!(story["command"]["command"], json!("IssueFleetCode"));
    assert_eq!(story["causes"][0]["event_type"], json!("LicenceIssued"));
    assert_eq!(story["causes"][0]["aggregate_id"], json!(taxi.licence_id));
    let cause = story["causes"][0]["position"].as_i64().expect("a position");
    let story = auditor.get(&format!("/api/v1/events/{cause}/why")).await.expect(200);
    assert_eq!(story["consequences"][0]["event"]["event_type"], json!("FleetCodeIssued"));
    assert_eq!(auditor.get("/api/v1/events/99999/why").await.status, 404);
    assert_eq!(auditor.get("/api/v1/events/last").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_filter_is_named() {
    let app = TestApp::start().await;
    let auditor = app.staff(Role::Auditor).await;
    let refused = auditor.get("/api/v1/events?type=Nothing&aggregate=car&from=soon&to=later&limit=0&cursor=x").await;
    let codes: Vec<_> = refused.faults().into_iter().map(|(field, code)| format!("{field} {code}")).collect();
    assert_eq!(
        codes,
        [
            "/type unknown-event-type",
            "/aggregate unknown-aggregate",
            "/from not-a-moment",
            "/to not-a-moment",
            "/limit limit-out-of-range",
            "/cursor not-a-cursor"
        ]
    );
}
