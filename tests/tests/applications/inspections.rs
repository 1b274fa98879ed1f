//! How long a car serves: inspections, its threshold age, and what wears it out.

use chrono::{DateTime, NaiveDate, Utc};
use domain::identity::account::Role;
use serde_json::{Value, json};
use tests::app::{ApiClient, Driver, Payer, TestApp};

fn noon_of(day: &str) -> DateTime<Utc> {
    let day: NaiveDate = day.parse().expect("a day");
    day.and_hms_opt(8, 30, 0).expect("a time").and_utc()
}

async fn inspected(inspector: &ApiClient, vehicle: &str, on: &str, result: Value) -> Value {
    let appointed = inspector.post(&format!("/api/v1/vehicles/{vehicle}/inspections"), json!({ "on": on })).await.expect(201);
    let id = appointed["inspection_id"].as_str().expect("an id");
    inspector.post(&format!("/api/v1/inspections/{id}/result"), result).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_failures_in_a_row_wear_a_car_out_and_a_pass_between_them_does_not() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let inspector = app.staff(Role::Inspector).await;
    let list = format!("/api/v1/vehicles/{}/inspections", taxi.vehicle_id);
    let (passed, failed) = (json!({"result": "passed"}), json!({"result": "failed", "defects": ["brakes"]}));
    let held = inspected(&inspector, &taxi.vehicle_id, "2026-11-23", failed.clone()).await;
    assert_eq!((&held["result"], &held["defects"], &held["on_jalali"]), (&json!("failed"), &json!(["brakes"]), &json!("1405-09-02")));
    inspected(&inspector, &taxi.vehicle_id, "2026-11-23", passed).await;
    inspected(&inspector, &taxi.vehicle_id, "2026-11-23", failed.clone()).await;
    app.settle().await;
    assert_eq!(inspector.get(&list).await.expect(200)["worn_out"], false);
    inspected(&inspector, &taxi.vehicle_id, "2026-11-24", failed).await;
    app.settle().await;
    let known = inspector.get(&list).await.expect(200);
    assert_eq!((&known["worn_out"], known["inspections"].as_array().map(Vec::len)), (&json!(true), Some(4)));
    assert_eq!(app.happened("vehicle", &taxi.vehicle_id).await, ["VehicleRegistered", "ThresholdAgeSet", "VehicleFlaggedWornOut"]);

    // An appointment at a time, and nobody is missed before the day.
    let appointed = inspector.post(&list, json!({"on": "2026-12-01"})).await.expect(201);
    let second = inspector.post(&list, json!({"on": "2026-12-02"})).await;
    assert_eq!(second.faults(), [("/vehicle".to_owned(), "taken-inspection-vehicle".to_owned())]);
    let result = format!("/api/v1/inspections/{}/result", appointed["inspection_id"].as_str().expect("an id"));
    assert_eq!(inspector.post(&result, json!({"result": "no_show"})).await.json["type"], "/problems/inspection-too-early");
    assert_eq!(inspector.post(&result, json!({"result": "failed"})).await.faults(), [("/defects".to_owned(), "defects-needed".to_owned())]);
    let officer = app.staff(Role::Officer).await;
    assert_eq!(officer.post(&result, json!({"result": "passed"})).await.status, 403, "officers do not inspect");

    // On the day after, whoever did not come was missed, and another appointment can be made.
    app.clock.set(noon_of("2026-12-02"));
    let inspector = app.staff(Role::Inspector).await;
    let missed = inspector.post(&result, json!({"result": "no_show"})).await.expect(200);
    assert_eq!(missed["result"], "no_show");
    app.settle().await;
    let last = appointed["inspection_id"].as_str().expect("an id");
    assert_eq!(app.happened("inspection", last).await, ["InspectionScheduled", "InspectionNoShow"]);
    inspector.post(&list, json!({"on": "2026-12-05"})).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_car_grows_old_on_its_day_and_the_log_says_so_once() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let officer = app.staff(Role::Officer).await;
    let list = format!("/api/v1/vehicles/{}/inspections", taxi.vehicle_id);
    let known = officer.get(&list).await.expect(200);
    let day: NaiveDate = known["threshold_on"].as_str().and_then(|day| day.parse().ok()).expect("a day");
    assert!(i18n::jalali_iso(day).ends_with("-01-01"), "{day}");
    app.clock.set(noon_of(&day.pred_opt().expect("a day").to_string()));
    app.settle().await;
    assert_eq!(projections::register::query::vehicle(app.ctx.pool(), taxi.vehicle_id.parse().expect("an id")).await.expect("reads").map(|row| row.past_threshold), Some(false));
    app.clock.set(noon_of(&day.to_string()));
    app.settle().await;
    app.settle().await;
    let told = app.happened("vehicle", &taxi.vehicle_id).await;
    assert_eq!(told, ["VehicleRegistered", "ThresholdAgeSet", "VehicleReachedThresholdAge"]);
    assert_eq!(event_store::reactor::parked(app.ctx.pool()).await.expect("reads"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worn_out_car_is_replaced_and_one_with_a_battery_costs_less() {
    let app = TestApp::start().await;
    let (taxi, inspector, officer) = (app.valid_taxi().await, app.staff(Role::Inspector).await, app.staff(Role::Officer).await);
    let driver = app.driver(&taxi, true).await;
    let payer = app.payer_of(&driver.applicant).await;
    let replacements = format!("/api/v1/licences/{}/replacements", driver.licence_id);
    let early = payer.client.post(&replacements, json!({})).await;
    assert_eq!((early.status, &early.json["type"]), (409, &json!("/problems/vehicle-not-worn-out")));
    for day in ["2026-11-23", "2026-11-24"] {
        inspected(&inspector, &taxi.vehicle_id, day, json!({"result": "failed", "defects": ["body"]})).await;
    }
    app.settle().await;
    let own = driver.applicant.browser.get(&format!("/fa/licences/{}", driver.licence_id)).await;
    assert!(own.text.contains("جایگزینی خودرو"), "{}", own.text);

    let begun = payer.client.post(&replacements, json!({})).await.expect(201);
    let path = format!("/api/v1/applications/{}", begun["application_id"].as_str().expect("an id"));
    let same = payer.client.patch(&path, json!({"plate": taxi.plate})).await;
    assert_eq!(same.faults(), [("/plate".to_owned(), "same-vehicle".to_owned())]);
    // Neither can another one that is old itself.
    let mut old = app.vehicle();
    old["year"] = json!(2001);
    let old_plate = old["plate"].clone();
    officer.post("/api/v1/vehicles", old).await.expect(201);
    app.settle().await;
    let worn = payer.client.patch(&path, json!({ "plate": old_plate })).await;
    assert_eq!(worn.faults(), [("/plate".to_owned(), "worn-out-vehicle".to_owned())]);
    let mut car = app.vehicle();
    car["fuel"] = json!("electric");
    let plate = car["plate"].clone();
    let new = officer.post("/api/v1/vehicles", car).await.expect(201);
    payer.client.patch(&path, json!({ "plate": plate })).await.expect(200);
    payer.client.post(&format!("{path}/submission"), json!({"declared": true})).await.expect(200);
    officer.post(&format!("{path}/decision"), json!({"outcome": "grant", "reason_code": "all-in-order"})).await.expect(200);
    app.settle().await;
    let due = payer.client.get(&path).await.expect(200);
    assert_eq!(due["fee"], json!({"rial": 1_950_000 + 1_200_000 + 650_000}), "an electric car's");
    app.pay(&app.begin(&payer, due["invoice_id"].as_str().expect("a bill"), "zibal").await).await;
    app.settle().await;
    let permit = payer.client.get(&format!("/api/v1/licences/{}", driver.licence_id)).await.expect(200);
    assert_eq!((&permit["vehicle_id"], &permit["status"]), (&new["vehicle_id"], &json!("valid")));
    assert_eq!(app.anyone().get(&format!("/api/v1/scan/{}", taxi.code)).await.expect(200)["driver"], Value::Null, "who has left drives it no more");
    let told = app.happened("licence", &driver.licence_id.to_string()).await;
    assert_eq!(told, ["LicenceIssued", "VehicleReplaced"]);
    assert_eq!(event_store::reactor::parked(app.ctx.pool()).await.expect("reads"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn how_long_a_car_serves_depends_on_what_it_burns() {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    for (fuel, until) in [("petrol", "1409-01-01"), ("dual", "1409-01-01"), ("hybrid", "1409-01-01"), ("cng", "1411-01-01"), ("electric", "1415-01-01")] {
        let mut car = app.vehicle();
        (car["fuel"], car["year"]) = (json!(fuel), json!(2022));
        let registered = officer.post("/api/v1/vehicles", car).await.expect(201);
        app.settle().await;
        let known = officer.get(&format!("/api/v1/vehicles/{}/inspections", registered["vehicle_id"].as_str().expect("an id"))).await.expect(200);
        let day: NaiveDate = known["threshold_on"].as_str().and_then(|day| day.parse().ok()).expect("a day");
        assert_eq!(i18n::jalali_iso(day), until, "{fuel}");
    }
}

/// A driver whose car is worn out, and the replacement of it that an officer agreed to, with its bill.
async fn agreed_replacement(app: &TestApp, fuel: &str) -> (Driver, Payer, String, Value) {
    let (taxi, inspector, officer) = (app.valid_taxi().await, app.staff(Role::Inspector).await, app.staff(Role::Officer).await);
    let driver = app.driver(&taxi, true).await;
    let payer = app.payer_of(&driver.applicant).await;
    for day in ["2026-11-23", "2026-11-24"] {
        inspected(&inspector, &taxi.vehicle_id, day, json!({"result": "failed", "defects": ["body"]})).await;
    }
    app.settle().await;
    let begun = payer.client.post(&format!("/api/v1/licences/{}/replacements", driver.licence_id), json!({})).await.expect(201);
    let path = format!("/api/v1/applications/{}", begun["application_id"].as_str().expect("an id"));
    let mut car = app.vehicle();
    car["fuel"] = json!(fuel);
    let plate = car["plate"].clone();
    let new = officer.post("/api/v1/vehicles", car).await.expect(201);
    payer.client.patch(&path, json!({ "plate": plate })).await.expect(200);
    payer.client.post(&format!("{path}/submission"), json!({"declared": true})).await.expect(200);
    // As where the register has not come so far: what follows is decided by the log.
    let sql = "DELETE FROM vehicles WHERE vehicle_id::text = $1";
    sqlx::query(sql).bind(new["vehicle_id"].as_str()).execute(app.ctx.pool()).await.expect("is written");
    officer.post(&format!("{path}/decision"), json!({"outcome": "grant", "reason_code": "all-in-order"})).await.expect(200);
    app.settle().await;
    let due = payer.client.get(&path).await.expect(200);
    (driver, payer, path, due)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_incentive_is_for_hybrid_and_electric_cars() {
    let app = TestApp::start().await;
    let more = 1_200_000 + 650_000;
    for (fuel, fee) in [("petrol", 7_800_000), ("hybrid", 1_950_000), ("electric", 1_950_000)] {
        let (.., due) = agreed_replacement(&app, fuel).await;
        assert_eq!(due["fee"], json!({"rial": fee + more}), "{fuel}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_permit_is_revoked_pays_for_no_other_car() {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    let (driver, payer, path, due) = agreed_replacement(&app, "hybrid").await;
    let attempt = app.begin(&payer, due["invoice_id"].as_str().expect("a bill"), "zarinpal").await;
    let way = app.press(&attempt, &[("action", "pay")]).await;
    // As where the register has not come so far: whose it is is decided by the log.
    let sql = "UPDATE licences SET person_id = NULL WHERE licence_id = $1";
    sqlx::query(sql).bind(driver.licence_id).execute(app.ctx.pool()).await.expect("is written");
    officer.post(&format!("/api/v1/licences/{}/revocation", driver.licence_id), json!({"ground": "forged-papers"})).await.expect(200);
    app.settle().await;
    assert_eq!(payer.client.get(&path).await.expect(200)["stage"], "refused");
    app.come_back(&way).await;
    app.settle().await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "late", "the money is held, and finance gives it back");
    assert_eq!(app.happened("licence", &driver.licence_id.to_string()).await, ["LicenceIssued", "LicenceRevoked"]);
    assert_eq!(event_store::reactor::parked(app.ctx.pool()).await.expect("reads"), 0, "nothing went wrong");
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_permit_has_expired_gets_no_other_car_for_the_money() {
    let app = TestApp::start().await;
    let (driver, payer, _, due) = agreed_replacement(&app, "hybrid").await;
    let attempt = app.begin(&payer, due["invoice_id"].as_str().expect("a bill"), "zarinpal").await;
    let way = app.press(&attempt, &[("action", "pay")]).await;
    app.clock.set(noon_of("2028-11-24"));
    app.settle().await;
    app.come_back(&way).await;
    app.settle().await;
    let told = app.happened("licence", &driver.licence_id.to_string()).await;
    assert_eq!(told, ["LicenceIssued", "LicenceExpired"], "no other car");
    assert_eq!(event_store::reactor::parked(app.ctx.pool()).await.expect("reads"), 0, "nothing went wrong");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_for_another_car_can_renew_meanwhile() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, true).await;
    app.clock.set(noon_of("2028-11-10"));
    app.settle().await;
    let (inspector, holder) = (app.staff(Role::Inspector).await, app.token_of(&driver.applicant.mobile).await);
    for _ in 0..2 {
        inspected(&inspector, &taxi.vehicle_id, "2028-11-10", json!({"result": "failed", "defects": ["body"]})).await;
    }
    app.settle().await;
    let begin = async |what: &str| holder.post(&format!("/api/v1/licences/{}/{what}", driver.licence_id), json!({})).await;
    begin("replacements").await.expect(201);
    assert_eq!(begin("replacements").await.faults(), [("/open".to_owned(), "taken-application-open".to_owned())], "one other car at a time");
    begin("renewals").await.expect(201);
}
