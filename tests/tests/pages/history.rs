use domain::identity::account::Role;
use reqwest::Method;
use serde_json::{Value, json};
use tests::app::{Answer, ApiClient, Taxi, TestApp};

/// A taxi whose licence is suspended, and an auditor in a browser.
async fn suspended() -> (TestApp, Taxi, String, ApiClient) {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    let taxi = app.taxi_by(&officer).await;
    let ground = app.ctx.policy_now().licensing.suspension_grounds[0].code.clone();
    let suspension = json!({"ground": ground, "note": "بیمه‌نامه دیده نشد"});
    let answer = officer.post(&format!("/api/v1/licences/{}/suspensions", taxi.licence_id), suspension).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    app.settle().await;
    let mobile = app.new_mobile();
    app.staff_with(Role::Auditor, &mobile).await;
    let auditor = app.signed_in(&mobile).await;
    (app, taxi, mobile, auditor)
}

async fn positions(app: &TestApp, event_type: &str) -> Vec<i64> {
    let mut db = app.ctx.pool().acquire().await.expect("connects");
    let events = event_store::history::after(&mut db, 0, 1_000).await.expect("reads");
    events.iter().filter(|event| event.event_type == event_type).map(|event| event.position).collect()
}

fn csrf(page: &Answer) -> String {
    let field = page.text.split("name=\"csrf\" value=\"").nth(1).expect("a form");
    field.split('"').next().expect("a value").to_owned()
}

/// What stands in the section with this id.
fn section<'a>(page: &'a Answer, id: &str) -> &'a str {
    let begins = page.text.find(&format!("aria-labelledby=\"{id}\"")).unwrap_or_else(|| panic!("no section {id}: {}", page.text));
    page.text[begins..].split("</section>").next().expect("a section")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_licence_is_seen_as_it_stood_before_and_after_its_suspension() {
    let (app, taxi, _, auditor) = suspended().await;
    let address = format!("/en/history/licences/{}", taxi.licence_id);
    let now = auditor.get(&address).await;
    assert_eq!(now.status, 200, "{}", now.text);
    assert!(section(&now, "state").contains("Suspended") && section(&now, "state").contains("بیمه‌نامه دیده نشد"));
    assert!(section(&now, "events").contains("RecordViewed"), "the look itself is the last event");

    let suspension = positions(&app, "LicenceSuspended").await[0];
    let then = auditor.get(&format!("{address}?position={suspension}")).await;
    let changes = section(&then, "diff");
    assert!(changes.contains("<del><span dir=\"auto\">Valid</span></del>") && changes.contains("<ins><span dir=\"auto\">Suspended</span></ins>"), "{changes}");
    let issue = positions(&app, "LicenceIssued").await[0];
    let before = auditor.get(&format!("{address}?position={issue}")).await;
    assert!(section(&before, "state").contains("Valid</span>") && !section(&before, "state").contains("Ground"));
    let yet = auditor.get(&format!("{address}?position=1")).await;
    assert!(section(&yet, "state").contains("There was no licence yet"), "{}", yet.text);

    // By a day: long ago, today in Persian digits, one that the calendar lacks, one that is ahead.
    let on = |day: &str, month: &str, year: &str| format!("{address}?on_day={day}&on_month={month}&on_year={year}");
    assert!(auditor.get(&on("1", "1", "1400")).await.text.contains("There was no licence yet"));
    assert!(section(&auditor.get(&on("۲", "9", "۱۴۰۵")).await, "state").contains("Suspended"));
    for (day, told) in [(on("31", "9", "1405"), "no such day"), (on("1", "1", "1499"), "future"), (format!("{address}?position=99999"), "no such moment")] {
        let refused = auditor.get(&day).await;
        assert_eq!(refused.status, 422, "{day}");
        assert!(refused.text.contains(told), "{day}: {}", refused.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn walking_about_is_one_look_and_every_other_look_is_recorded() {
    let (app, taxi, mobile, auditor) = suspended().await;
    let address = format!("/fa/history/licences/{}", taxi.licence_id);
    for query in ["", "?position=5", "?position=6", ""] {
        assert_eq!(auditor.get(&format!("{address}{query}")).await.status, 200);
    }
    assert_eq!(positions(&app, "RecordViewed").await.len(), 2, "the API's look at the vehicle, and this one");
    assert_eq!(app.signed_in(&mobile).await.get(&address).await.status, 200);
    assert_eq!(positions(&app, "RecordViewed").await.len(), 3, "another session looks for itself");

    for path in ["/fa/history", "/fa/history?cursor=9", "/en/history?from=&type=", "/fa/history/3", "/en/history/3", "/fa/history/4"] {
        auditor.get(path).await;
    }
    let looks = positions(&app, "HistoryViewed").await;
    assert_eq!(looks.len(), 3, "all of it, event 3, event 4; what was refused showed nothing");
    assert_eq!(auditor.get("/fa/history/999999").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_is_filtered_by_who_what_and_when() {
    let (app, taxi, _, auditor) = suspended().await;
    let of_licence = format!("/en/history?aggregate_type=licence&aggregate_id={}", taxi.licence_id);
    let found = auditor.get(&of_licence).await;
    assert!(found.text.contains("LicenceSuspended</code>") && found.text.contains("LicenceIssued</code>"), "{}", found.text);
    assert!(!found.text.contains("VehicleRegistered</code>"));
    assert!(found.text.contains("مریم رضایی, licensing officer"), "people have names here");
    let one = auditor.get(&format!("{of_licence}&event_type=LicenceSuspended&from=1405/09/02&to=%DB%B1%DB%B4%DB%B0%DB%B5/9/2")).await;
    assert!(one.text.contains("LicenceSuspended</code>") && !one.text.contains("LicenceIssued</code>"));
    let earlier = auditor.get("/en/history?to=1405/09/01").await;
    assert!(earlier.text.contains("No event matches"));
    let by_nobody = auditor.get("/en/history?actor=public").await;
    assert!(!by_nobody.text.contains("VehicleRegistered</code>"));

    let refused = auditor.get("/en/history?event_type=Nothing&aggregate_type=car&from=soon&to=later&actor=x").await;
    assert_eq!(refused.status, 422);
    for (field, told) in [("event_type", "Choose the event type"), ("aggregate_id", "Choose the record’s type"), ("from", "Enter a position"), ("to", "Enter a position")] {
        assert!(refused.text.contains(&format!("<a href=\"#{field}\">{told}")), "{field}: {}", refused.text);
    }
    assert_eq!(auditor.get("/en/history?kind=licence").await.status, 422, "a filter that is none is refused");
    assert_eq!(positions(&app, "HistoryExported").await.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_filtered_is_exported_as_json_lines() {
    let (app, taxi, _, auditor) = suspended().await;
    let csrf = csrf(&auditor.get("/en/history").await);
    let export = |csrf: String, from: &'static str| {
        let fields = [("csrf", csrf), ("aggregate_type", "licence".to_owned()), ("aggregate_id", taxi.licence_id.clone()), ("from", from.to_owned())];
        auditor.send(auditor.request(Method::POST, "/en/history/export").form(&fields))
    };
    assert_eq!(export("forged".to_owned(), "").await.status, 403);
    assert_eq!(export(csrf.clone(), "soon").await.status, 422);
    assert_eq!(positions(&app, "HistoryExported").await.len(), 0);
    let file = export(csrf, "").await;
    assert_eq!((file.status, file.header("content-type")), (200, "application/x-ndjson"));
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"history.jsonl\"");
    let lines: Vec<Value> = file.text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    let types: Vec<_> = lines.iter().filter_map(|event| event["event_type"].as_str()).collect();
    assert_eq!(types, ["LicenceIssued", "LicenceSuspended"]);
    assert!(!file.text.contains("بیمه‌نامه"), "the note is sealed");
    assert_eq!(positions(&app, "HistoryExported").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_tells_by_which_command_it_came_and_what_followed() {
    let (app, taxi, _, auditor) = suspended().await;
    let issued = positions(&app, "LicenceIssued").await[0];
    let page = auditor.get(&format!("/en/history/{issued}")).await;
    let why = section(&page, "why");
    assert!(why.contains("Issue a licence") && why.contains("Fleet code issued"), "{why}");
    assert!(page.text.contains(&format!("/en/history/licences/{}?position={issued}", taxi.licence_id)));
    let suspension = positions(&app, "LicenceSuspended").await[0];
    let page = auditor.get(&format!("/en/history/{suspension}")).await;
    assert!(!page.text.contains("بیمه‌نامه"), "the note stays sealed in the payload");
}
