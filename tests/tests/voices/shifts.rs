//! Drivers at work, and where their cars are as far as they agreed to that.

use chrono::TimeDelta;
use domain::identity::account::Role;
use serde_json::{Value, json};
use tests::app::{ApiClient, Driver, Taxi, TestApp, noon};
use tests::browser::Phone;

async fn driven(app: &TestApp) -> (Taxi, Driver, ApiClient) {
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, true).await;
    let client = app.token_of(&driver.applicant.mobile).await;
    (taxi, driver, client)
}

/// Places in one cell, a minute apart.
fn places(minutes: impl Iterator<Item = i64>) -> Value {
    let place = |minute| json!({"lat": 36.2688, "lng": 50.0041, "at": noon() + TimeDelta::minutes(minute) + TimeDelta::seconds(7)});
    json!({"positions": minutes.map(place).collect::<Vec<_>>()})
}

async fn kept(app: &TestApp) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM vehicle_positions").fetch_one(app.ctx.pool()).await.expect("reads")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_car_is_seen_while_its_driver_works_and_agrees_to_it() {
    let app = TestApp::start().await;
    let (taxi, driver, phone) = driven(&app).await;
    let manager = app.staff(Role::Manager).await;
    let status = "/api/v1/mds/vehicles/status";

    let begun = phone.post("/api/v1/shifts", json!({"consent": true})).await.expect(201);
    let shift = format!("/api/v1/shifts/{}", begun["shift_id"].as_str().expect("an id"));
    assert_eq!(phone.post("/api/v1/shifts", json!({})).await.status, 409, "one at a time");
    // The same batch again keeps nothing twice; what lies ahead does not count.
    for _ in 0..2 {
        phone.post(&format!("{shift}/positions"), places(-3..2)).await.expect(200);
    }
    assert_eq!(phone.post(&format!("{shift}/positions"), places(9..10)).await.expect(200)["kept"], json!(0));
    assert_eq!(kept(&app).await, 5);

    let seen = manager.get(status).await.expect(200);
    let car = &seen["vehicles_status"][0];
    assert_eq!((&car["license_plate"], &car["propulsion_types"]), (&json!(taxi.plate), &json!(["combustion"])));
    assert_eq!(car["last_telemetry"]["location"], json!({"lat": 36.2675, "lng": 50.0025}), "the middle of the cell, not the place");
    assert_eq!(car["last_telemetry"]["timestamp"], json!((noon() + TimeDelta::minutes(1)).timestamp_millis()));
    assert!(!seen.to_string().contains("مهدی") && !seen.to_string().contains(&driver.applicant.mobile), "who drives is not told: {seen}");
    let auditor = app.staff(Role::Auditor).await;
    assert!(auditor.get("/api/v1/events?type=RecordViewed").await.expect(200).to_string().contains("vehicle_positions"), "the look is in the log");

    // Who agrees no longer is seen no longer, at once.
    phone.post(&format!("{shift}/consent"), json!({"given": false})).await.expect(200);
    assert_eq!(phone.post(&format!("{shift}/positions"), places(0..1)).await.json["type"], json!("/problems/no-location-consent"));
    assert_eq!(manager.get(status).await.expect(200)["vehicles_status"], json!([]));
    phone.post(&format!("{shift}/consent"), json!({"given": true})).await.expect(200);
    assert_eq!(manager.get(status).await.expect(200)["vehicles_status"].as_array().map(Vec::len), Some(1));
    phone.post(&format!("{shift}/end"), json!({})).await.expect(200);
    app.settle().await;
    assert_eq!(manager.get(status).await.expect(200)["vehicles_status"], json!([]));
    assert_eq!(phone.post(&format!("{shift}/positions"), places(0..1)).await.json["type"], json!("/problems/shift-ended"));
    assert_eq!(phone.get("/api/v1/me/shift").await.status, 404);

    let told = app.happened("shift", begun["shift_id"].as_str().expect("an id")).await;
    assert_eq!(told, ["ShiftStarted", "LocationConsentGiven", "LocationConsentWithdrawn", "LocationConsentGiven", "ShiftEnded"]);

    // After a month nothing of it is left.
    app.clock.set(noon() + TimeDelta::days(30));
    app.settle().await;
    assert_eq!(kept(&app).await, 2, "what is a month old to the minute, and what is younger");
    app.clock.set(noon() + TimeDelta::days(31));
    app.settle().await;
    assert_eq!(kept(&app).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shift_is_its_drivers_and_a_place_is_a_place() {
    let app = TestApp::start().await;
    let (_, _, phone) = driven(&app).await;
    let (_, _, other) = driven(&app).await;
    let begun = phone.post("/api/v1/shifts", json!({"consent": true})).await.expect(201);
    let shift = format!("/api/v1/shifts/{}", begun["shift_id"].as_str().expect("an id"));
    for (path, body) in [("positions", places(0..1)), ("end", json!({})), ("consent", json!({"given": false}))] {
        assert_eq!(other.post(&format!("{shift}/{path}"), body).await.status, 404, "{path}");
    }
    let nowhere = json!({"positions": [{"lat": 36.0, "lng": 50.0, "at": noon()}, {"lat": 136.0, "lng": 50.0, "at": noon()}]});
    let refused = phone.post(&format!("{shift}/positions"), nowhere).await;
    assert_eq!(refused.faults(), [("/positions/1".to_owned(), "not-a-place".to_owned())]);
    assert_eq!(phone.post(&format!("{shift}/positions"), places(-200..0)).await.faults(), [("/positions".to_owned(), "too-many-positions".to_owned())]);
    // Who has no car has nothing to drive, and who is no manager sees no map.
    let mobile = app.new_mobile();
    app.signed_in(&mobile).await;
    let nobody = app.token_of(&mobile).await;
    assert_eq!(nobody.post("/api/v1/shifts", json!({})).await.json["type"], json!("/problems/nothing-to-drive"));
    assert_eq!(app.staff(Role::Officer).await.get("/api/v1/mds/vehicles/status").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shift_begins_and_ends_by_forms_and_a_small_script_sends_places() {
    let app = TestApp::start().await;
    let (_, driver, _) = driven(&app).await;
    let browser = &driver.applicant.browser;
    let begun = browser.fill_in("/en/my/shift", "/en/my/shift", &[]).await;
    assert!(begun.status == 303 && begun.header("location").contains("shift-started"), "{}", begun.text);
    let silent = browser.get("/en/my/shift").await;
    assert!(silent.text.contains("You are at work") && !silent.text.contains("<script"), "no consent, no script: {}", silent.text);
    let ended = browser.fill_in("/en/my/shift", "/en/my/shift/end", &[]).await;
    assert!(ended.status == 303 && ended.header("location").contains("shift-ended"), "{}", ended.text);

    let phone = Phone::start().await;
    // A phone that always knows where it is, by the test's clock.
    let place = format!(
        "navigator.geolocation.watchPosition = told => told({{timestamp: {}, coords: {{latitude: 36.26881, longitude: 50.00412}}}})",
        noon().timestamp_millis()
    );
    phone.page.evaluate_on_new_document(place).await.expect("is told");
    phone.sign_in(&app, &driver.applicant.mobile).await;
    phone.open(&format!("{}/fa/my/shift", app.address)).await;
    phone.look("shift-begin").await;
    phone.tick("[name=consent]").await;
    phone.follow("main form button").await;
    let sent = async {
        while phone.js("document.getElementById('places').hidden").await != Value::Bool(false) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), sent).await.expect("the script sends");
    assert!(phone.text().await.contains("فرستاده شد"), "{}", phone.text().await);
    phone.look("shift-working").await;
    assert_eq!(kept(&app).await, 1);
    phone.close().await;

    let mobile = app.new_mobile();
    app.staff_with(Role::Manager, &mobile).await;
    let phone = Phone::start().await;
    phone.sign_in(&app, &mobile).await;
    for (language, cell) in [("fa", "۳۶.۲۶۷, ۵۰.۰۰۲"), ("en", "36.267, 50.002")] {
        phone.open(&format!("{}/{language}/desk/map", app.address)).await;
        assert_eq!(phone.js("document.querySelectorAll('main svg rect').length > 0").await, true, "the car's cell is drawn");
        assert!(phone.text().await.contains(cell), "and told in words: {}", phone.text().await);
        phone.look(&format!("shift-map-{language}")).await;
    }
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_writes_through_the_api_with_its_sessions_csrf_only() {
    let app = TestApp::start().await;
    let (_, driver, phone) = driven(&app).await;
    let begun = phone.post("/api/v1/shifts", json!({"consent": true})).await.expect(201);
    let path = format!("/api/v1/shifts/{}/positions", begun["shift_id"].as_str().expect("an id"));
    let browser = &driver.applicant.browser;
    let send = |csrf: &'static str| browser.send(browser.request(reqwest::Method::POST, &path).header("parvaneh-csrf", csrf).json(&places(0..1)));
    assert_eq!(browser.post(&path, places(0..1)).await.status, 401);
    assert_eq!(send("guessed").await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_drive_no_longer_is_at_work_and_seen_no_longer() {
    let app = TestApp::start().await;
    let (_, driver, phone) = driven(&app).await;
    let begun = phone.post("/api/v1/shifts", json!({"consent": true})).await.expect(201);
    let shift = format!("/api/v1/shifts/{}", begun["shift_id"].as_str().expect("an id"));
    phone.post(&format!("{shift}/positions"), places(0..1)).await.expect(200);
    let (manager, officer) = (app.staff(Role::Manager).await, app.staff(Role::Officer).await);
    let seen = async || manager.get("/api/v1/mds/vehicles/status").await.expect(200)["vehicles_status"].as_array().map(Vec::len);
    assert_eq!(seen().await, Some(1));
    officer.post(&format!("/api/v1/licences/{}/revocation", driver.licence_id), json!({"ground": "forged-papers"})).await.expect(200);
    app.settle().await;
    assert_eq!(seen().await, Some(0));
    assert_eq!(phone.post(&format!("{shift}/positions"), places(1..2)).await.json["type"], json!("/problems/shift-ended"));
    let told = app.happened("shift", begun["shift_id"].as_str().expect("an id")).await;
    assert_eq!(told, ["ShiftStarted", "LocationConsentGiven", "ShiftEnded"]);
    assert_eq!(event_store::reactor::parked(app.ctx.pool()).await.expect("reads"), 0);
}
