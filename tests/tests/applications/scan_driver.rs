//! The driver whom a passenger sees, and nobody sees longer than they should.

use chrono::TimeDelta;
use domain::identity::account::Role;
use reqwest::Method;
use serde_json::{Value, json};
use tests::app::{ApiClient, TestApp, noon};

#[tokio::test(flavor = "multi_thread")]
async fn a_passenger_sees_first_name_photo_and_shift_of_who_agreed_to_it() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let passenger = app.anyone();
    let before = passenger.get(&format!("/api/v1/scan/{}", taxi.code)).await.expect(200);
    assert_eq!(before["driver"], Value::Null);
    assert!(!passenger.get(&format!("/fa/V/{}", taxi.code)).await.text.contains("راننده شما"));

    let driver = app.driver(&taxi, true).await;
    let seen = passenger.get(&format!("/api/v1/scan/{}", taxi.code)).await.expect(200);
    let photo = format!("/v/{}/photo", taxi.code);
    assert_eq!(seen["driver"], json!({"first_name": "مهدی", "shift": "morning", "photo": photo}));
    let page = passenger.get(&format!("/fa/V/{}", taxi.code)).await;
    assert!(page.text.contains("راننده شما") && page.text.contains("مهدی") && page.text.contains("صبح"), "{}", page.text);
    assert!(!page.text.contains("رستمی") && !page.text.contains(&driver.applicant.national_id), "no more than the first name");

    let picture = passenger.send(passenger.request(Method::GET, &photo)).await;
    assert_eq!((picture.status, picture.header("content-type"), picture.header("cache-control")), (200, "image/jpeg", "private, no-store"));

    // A rating says whose ride it was.
    passenger.post(&format!("/api/v1/scan/{}/ratings", taxi.code), json!({"stars": 5})).await.expect(201);
    let auditor = app.staff(Role::Auditor).await;
    let rated = auditor.get("/api/v1/events?type=RideRated").await.expect(200);
    let person = domain::identity::person::person_of(driver.applicant.actor.account_id().expect("an account"));
    assert!(rated["items"][0]["payload"].to_string().contains(&person.to_string()), "{rated}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_did_not_agree_is_not_shown() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    app.driver(&taxi, false).await;
    nobody_is_shown(&app.anyone(), &taxi.code).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_driver_is_shown_for_as_long_as_assignment_permit_and_licence_hold() {
    let app = TestApp::start().await;
    let (taxi, other) = (app.valid_taxi().await, app.valid_taxi().await);
    let driver = app.driver(&taxi, true).await;
    let officer = app.staff(Role::Officer).await;
    let passenger = app.anyone();

    let vehicle = officer.get(&format!("/api/v1/vehicles/{}", taxi.vehicle_id)).await.expect(200);
    let assignment = vehicle["drivers"][0]["assignment_id"].as_str().expect("is assigned").to_owned();
    let body = json!({"driver_licence_id": driver.licence_id, "shift": "night"});
    let both = officer.post(&format!("/api/v1/vehicles/{}/assignments", other.vehicle_id), body.clone()).await;
    assert_eq!((both.status, both.faults()), (409, vec![("/driver".into(), "taken-assignment-driver".into())]));

    let ended = officer.post(&format!("/api/v1/assignments/{assignment}/end"), json!({})).await.expect(200);
    assert!(ended["ended_at"].is_string());
    nobody_is_shown(&passenger, &taxi.code).await;

    let moved = officer.post(&format!("/api/v1/vehicles/{}/assignments", other.vehicle_id), body).await;
    let location = moved.header("location").to_owned();
    let moved = moved.expect(201);
    assert_eq!(officer.get(&location).await.expect(200), moved);
    let seen = passenger.get(&format!("/api/v1/scan/{}", other.code)).await.expect(200);
    assert_eq!(seen["driver"]["shift"], "night");

    // The page that stops passengers shows no driver.
    let suspension = json!({"ground": "inspection-overdue"});
    officer.post(&format!("/api/v1/licences/{}/suspensions", other.licence_id), suspension).await.expect(200);
    nobody_is_shown(&passenger, &other.code).await;
    officer.post(&format!("/api/v1/licences/{}/suspensions/lift", other.licence_id), json!({"reason": "inspection-passed"})).await.expect(200);
    assert_eq!(passenger.get(&format!("/v/{}/photo", other.code)).await.status, 200);

    // A suspended permit is no permit, though the car may serve.
    let ground = json!({"ground": "court-order"});
    officer.post(&format!("/api/v1/licences/{}/suspensions", driver.licence_id), ground).await.expect(200);
    nobody_is_shown(&passenger, &other.code).await;
    officer.post(&format!("/api/v1/licences/{}/suspensions/lift", driver.licence_id), json!({"reason": "recorded-in-error"})).await.expect(200);

    // The day after the last one turns by itself.
    app.clock.set(noon() + TimeDelta::days(2 * 366));
    assert_eq!(passenger.get(&format!("/v/{}/photo", other.code)).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_drivers_nobody_knows_who_sits_at_the_wheel_unless_one_declared_a_shift() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let (first, second) = (app.driver(&taxi, true).await, app.driver(&taxi, true).await);
    let passenger = app.anyone();
    nobody_is_shown(&passenger, &taxi.code).await;

    // Page, rating and fare go by the shift that is open.
    let (one, other) = (app.token_of(&first.applicant.mobile).await, app.token_of(&second.applicant.mobile).await);
    let mine = begin_shift(&app, &one).await;
    let seen = passenger.get(&format!("/api/v1/scan/{}", taxi.code)).await.expect(200);
    assert_eq!(seen["driver"]["first_name"], "مهدی");
    passenger.post(&format!("/api/v1/scan/{}/ratings", taxi.code), json!({"stars": 5})).await.expect(201);
    passenger.post_once(&format!("/api/v1/scan/{}/fares", taxi.code), "k", json!({"amount": {"rial": 180_000}})).await.expect(201);
    let person = domain::identity::person::person_of(first.applicant.actor.account_id().expect("an account"));
    let auditor = app.staff(Role::Auditor).await;
    for event in ["RideRated", "PaymentCreated"] {
        let told = auditor.get(&format!("/api/v1/events?type={event}")).await.expect(200);
        assert!(told.to_string().contains(&person.to_string()), "{told}");
    }

    // Two that are open at once say as little as none.
    let others = begin_shift(&app, &other).await;
    nobody_is_shown(&passenger, &taxi.code).await;
    for (driver, shift) in [(one, mine), (other, others)] {
        driver.post(&format!("/api/v1/shifts/{shift}/end"), json!({})).await.expect(200);
    }
    app.settle().await;
    nobody_is_shown(&passenger, &taxi.code).await;
}

async fn begin_shift(app: &TestApp, driver: &ApiClient) -> String {
    let begun = driver.post("/api/v1/shifts", json!({})).await.expect(201);
    app.settle().await;
    begun["shift_id"].as_str().expect("an id").to_owned()
}

async fn nobody_is_shown(passenger: &ApiClient, code: &str) {
    let seen = passenger.get(&format!("/api/v1/scan/{code}")).await.expect(200);
    assert_eq!(seen["driver"], Value::Null);
    for path in [format!("/fa/V/{code}"), format!("/en/v/{code}")] {
        let page = passenger.get(&path).await;
        assert!(!page.text.contains("مهدی") && !page.text.contains("/photo"), "{}", page.text);
    }
    assert_eq!(passenger.get(&format!("/v/{code}/photo")).await.status, 404);
}
