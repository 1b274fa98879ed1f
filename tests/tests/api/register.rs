use domain::identity::account::Role;
use serde_json::{Value, json};
use tests::app::TestApp;

fn numbers(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("items").iter().filter_map(|item| item["number"].as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_register_is_searched_by_number_status_day_and_plate_as_people_write_it() {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    let (first, second) = (app.taxi_by(&officer).await, app.taxi_by(&officer).await);
    let anyone = app.anyone();
    let all = anyone.get("/api/v1/register").await.expect(200);
    assert_eq!((numbers(&all), &all["total"]), (vec![first.number.as_str(), second.number.as_str()], &json!(2)));
    let found = anyone.get(&format!("/api/v1/register?search={}", first.number.to_lowercase())).await.expect(200);
    assert_eq!(numbers(&found), [first.number.as_str()]);
    // 10ت004-79 as ۱۰ ت ۰۰۴ ایران ۷۹.
    let (two, rest) = second.plate.split_at(2);
    let written = format!("{} ت {} ایران {}", i18n::digits(i18n::Locale::Fa, two), &rest[2..5], &rest[6..]);
    let request = anyone.request(reqwest::Method::GET, "/api/v1/register").query(&[("search", written.as_str())]);
    assert_eq!(numbers(&anyone.send(request).await.expect(200)), [second.number.as_str()], "{written}");

    let page = anyone.get("/api/v1/register?limit=1").await.expect(200);
    let next = page["next"].as_str().expect("there is more");
    let rest = anyone.get(&format!("/api/v1/register?limit=1&cursor={next}")).await.expect(200);
    assert_eq!((numbers(&page), numbers(&rest), &rest["next"]), (vec![first.number.as_str()], vec![second.number.as_str()], &json!(null)));

    app.clock.set(tests::app::noon() + chrono::TimeDelta::days(2));
    officer.post(&format!("/api/v1/licences/{}/suspensions", first.licence_id), json!({"ground": "overcharging"})).await.expect(200);
    let suspended = anyone.get("/api/v1/register?status=suspended").await.expect(200);
    assert_eq!(numbers(&suspended), [first.number.as_str()]);
    let then = anyone.get("/api/v1/register?status=suspended&on=2026-11-23").await.expect(200);
    assert_eq!((numbers(&then), &then["on_jalali"]), (vec![], &json!("1405-09-02")));

    let shown = anyone.get(&format!("/api/v1/register/{}", first.licence_id)).await.expect(200);
    let states: Vec<_> = shown["states"].as_array().expect("states").iter().map(|state| state["event_type"].as_str()).collect();
    assert_eq!(states, [Some("LicenceSuspended"), Some("LicenceIssued")]);
    assert_eq!((shown.get("note"), shown["vehicle"].get("vin")), (None, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_questions_are_refused_by_name() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    for (query, field, code) in [
        ("status=fine", "/status", "unknown-choice"),
        ("on=tomorrow", "/on", "not-a-date"),
        ("limit=0", "/limit", "limit-out-of-range"),
        ("limit=many", "/limit", "limit-out-of-range"),
        ("cursor=x", "/cursor", "not-a-cursor"),
        ("serach=x", "/serach", "unexpected"),
        ("search=x&search=y", "/search", "given-twice"),
    ] {
        let refused = anyone.get(&format!("/api/v1/register?{query}")).await;
        assert_eq!((refused.status, refused.faults()), (422, vec![(field.into(), code.into())]), "{query}");
    }
    assert_eq!(anyone.get(&format!("/api/v1/register/{}", uuid::Uuid::nil())).await.status, 404);
    assert_eq!(anyone.get("/api/v1/register/none").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_that_asks_for_a_position_that_never_comes_is_told_to_retry() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    let request = anyone.request(reqwest::Method::GET, "/api/v1/register").header("parvaneh-position", "999999");
    let late = anyone.send(request).await;
    assert_eq!((late.status, late.header("retry-after")), (503, "1"));
}
