//! An agency from its first question to its fleet: by the same process as any other permit.

use chrono::{DateTime, NaiveDate, Utc};
use domain::identity::account::Role;
use event_store::history::{self, Filter, Order};
use serde_json::{Value, json};
use tests::app::{ApiClient, Payer, TestApp, picture};

const APPLICATIONS: &str = "/api/v1/applications";
/// What an agency's licence costs by the tariff of 1405, in Rial.
const TOTAL: i64 = 26_000_000;

fn id(answer: &Value, field: &str) -> String {
    answer[field].as_str().unwrap_or_else(|| panic!("no {field}: {answer}")).to_owned()
}

/// Who manages an agency that was applied for, decided, paid and issued.
async fn agency(app: &TestApp, name: &str, national_id: &str) -> Payer {
    let payer = app.payer().await;
    let (person, officer) = (&payer.client, app.staff(Role::Officer).await);
    let details = json!({"national_id": national_id, "first_name": "پروین", "last_name": "صفوی", "birth_date": "1980-01-01"});
    person.post("/api/v1/me/person", details).await.expect(200);
    let started = person.post(APPLICATIONS, json!({"permit_kind": "agency", "kind": "new"})).await.expect(201);
    let path = format!("{APPLICATIONS}/{}", id(&started, "application_id"));
    let answers = json!({"answers": {"agency_name": name, "premises": "قزوین، مینودر"}, "consents": {"inquiries": true}});
    person.patch(&path, answers).await.expect(200);
    person.upload(&format!("{path}/documents"), &[("kind", "premises_deed"), ("valid_until", "2031-01-01")], &picture()).await.expect(201);
    person.upload(&format!("{path}/documents"), &[("kind", "premises_photo")], &picture()).await.expect(201);
    person.post(&format!("{path}/submission"), json!({"declared": true})).await.expect(200);
    app.settle().await;
    let case = officer.get(&path).await.expect(200);
    for document in case["documents"].as_array().expect("a list") {
        officer.post(&format!("{path}/documents/{}/judgement", id(document, "document_id")), json!({"verdict": "accept"})).await.expect(200);
    }
    officer.post(&format!("{path}/decision"), json!({"outcome": "grant", "reason_code": "all-in-order"})).await.expect(200);
    app.settle().await;
    let due = person.get(&path).await.expect(200);
    assert_eq!(due["fee"], json!({"rial": TOTAL}));
    let attempt = app.begin(&payer, &id(&due, "invoice_id"), "zibal").await;
    // As where the read model has not come so far: what follows is decided by the log.
    let lacks = "UPDATE application_answers SET question = question || ' later' WHERE application_id::text = $1";
    sqlx::query(lacks).bind(id(&started, "application_id")).execute(app.ctx.pool()).await.expect("is written");
    app.pay(&attempt).await;
    app.settle().await;
    let has = "UPDATE application_answers SET question = replace(question, ' later', '')";
    sqlx::query(has).execute(app.ctx.pool()).await.expect("is written");
    payer
}

async fn offered(manager: &ApiClient, body: Value) -> String {
    id(&manager.post("/api/v1/agency/affiliations", body).await.expect(201), "affiliation_id")
}

async fn answered(client: &ApiClient, affiliation: &str, answer: &str) -> u16 {
    client.post(&format!("/api/v1/affiliations/{affiliation}/answer"), json!({"answer": answer})).await.status
}

fn noon_of(day: &str) -> DateTime<Utc> {
    let day: NaiveDate = day.parse().expect("a day");
    day.and_hms_opt(8, 30, 0).expect("a time").and_utc()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_is_licensed_gathers_its_fleet_and_renews_for_its_drivers() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, true).await;
    let payer = agency(&app, "تاکسی تلفنی مینودر", "0084575948").await;
    let manager = app.token_of(&payer.mobile).await;
    let fleet = manager.get("/api/v1/agency").await.expect(200);
    assert_eq!((&fleet["name"], &fleet["licence"]["status"], &fleet["drivers"]), (&json!("تاکسی تلفنی مینودر"), &json!("valid"), &json!([])));
    assert_eq!(fleet["premises"], "قزوین، مینودر");

    // The driver agrees on their own desk; until then the agency knows a number only.
    let place = offered(&manager, json!({"permit_number": driver.number})).await;
    let twice = manager.post("/api/v1/agency/affiliations", json!({"permit_number": driver.number})).await;
    assert_eq!(twice.faults(), [("/offer".to_owned(), "taken-affiliation-offer".to_owned())]);
    assert_eq!(manager.get("/api/v1/agency").await.expect(200)["drivers"][0]["name"], "");
    assert_eq!(answered(&manager, &place, "accept").await, 403, "the agency agrees for nobody");
    assert_eq!(answered(&app.payer().await.client, &place, "accept").await, 404);
    let driver_api = app.token_of(&driver.applicant.mobile).await;
    let agreed = driver.applicant.browser.fill_in("/fa/places", &format!("/fa/places/{place}"), &[("answer", "accept")]).await;
    assert_eq!(agreed.status, 303, "{}", agreed.text);
    let seen = manager.get("/api/v1/agency").await.expect(200);
    assert_eq!((&seen["drivers"][0]["name"], &seen["drivers"][0]["affiliation"]["state"]), (&json!("مهدی رستمی"), &json!("joined")));
    assert_eq!(seen["drivers"][0]["permit"]["expires_on_jalali"], "1407-09-02", "until when the driver may drive");

    // A car is in one agency; an officer agrees.
    let car = offered(&manager, json!({"plate": taxi.plate})).await;
    let officer = app.staff(Role::Officer).await;
    assert_eq!(answered(&driver_api, &car, "accept").await, 404, "nobody is known to own it");
    assert_eq!(answered(&officer, &car, "accept").await, 200);
    app.settle().await;
    assert_eq!(app.anyone().get(&format!("/api/v1/scan/{}", taxi.code)).await.expect(200)["vehicle"]["agency"], "تاکسی تلفنی مینودر");
    let vehicles = &manager.get("/api/v1/agency").await.expect(200)["vehicles"];
    let licensed = (&vehicles[0]["licence"]["status"], vehicles[0]["licence"]["expires_on_jalali"].is_string());
    assert_eq!(licensed, (&json!("valid"), true), "and until when the car: {vehicles}");
    let rival_payer = agency(&app, "تاکسی تلفنی البرز", "4324251711").await;
    let rival = app.token_of(&rival_payer.mobile).await;
    let wanted = offered(&rival, json!({"plate": taxi.plate})).await;
    assert_eq!(answered(&officer, &wanted, "accept").await, 409);
    assert_eq!(answered(&manager, &car, "leave").await, 200);
    assert_eq!(answered(&officer, &wanted, "accept").await, 200);

    // The manager renews for the driver, which the log says; the bill is the driver's.
    app.clock.set(noon_of("2028-11-10"));
    app.settle().await;
    let (manager, rival) = (app.token_of(&payer.mobile).await, app.token_of(&rival_payer.mobile).await);
    let renewals = format!("/api/v1/licences/{}/renewals", driver.licence_id);
    assert_eq!(rival.post(&renewals, json!({})).await.status, 404, "another agency's driver");
    let replacements = format!("/api/v1/licences/{}/replacements", driver.licence_id);
    assert_eq!(manager.post(&replacements, json!({})).await.status, 404, "another car is the driver's own affair");
    let begun = manager.post(&renewals, json!({})).await.expect(201);
    let path = format!("{APPLICATIONS}/{}", id(&begun, "application_id"));
    assert_eq!(rival.get(&path).await.status, 404);
    manager.post(&format!("{path}/submission"), json!({"declared": true})).await.expect(200);
    app.settle().await;
    let filter = Filter { aggregate: Some(("application".to_owned(), Some(id(&begun, "application_id")))), ..Filter::default() };
    let told = history::page(app.ctx.pool(), &filter, Order::OldestFirst, 50).await.expect("reads");
    let sent = told.iter().find(|event| event.event_type == "ApplicationSubmitted").expect("is sent");
    assert_eq!(sent.actor_id, payer.account_id.to_string());
    assert!(sent.metadata.contains("\"on_behalf_of\""), "{}", sent.metadata);
    let mobile = app.new_mobile();
    app.staff_with(Role::Officer, &mobile).await;
    let officers_page = app.signed_in(&mobile).await.get(&format!("/fa/desk/applications/{}", id(&begun, "application_id"))).await;
    assert!(officers_page.text.contains("از طرف متقاضی"), "{}", officers_page.text);
    let driver_payer = app.payer_of(&driver.applicant).await;
    let due = driver_payer.client.get(&path).await.expect(200);
    app.pay(&app.begin(&driver_payer, &id(&due, "invoice_id"), "zarinpal").await).await;
    app.settle().await;
    let renewed = driver_payer.client.get(&format!("/api/v1/licences/{}", driver.licence_id)).await.expect(200);
    assert_eq!(renewed["expires_on_jalali"], "1409-09-02");

    // Who has left is nobody's to renew for.
    let driver_api = app.token_of(&driver.applicant.mobile).await;
    assert_eq!(answered(&driver_api, &place, "leave").await, 200);
    app.settle().await;
    assert_eq!(manager.post(&renewals, json!({})).await.status, 404);
    assert_eq!(manager.get(&path).await.status, 404);
    // The agency's own licence is renewed like any other.
    let own = manager.get("/api/v1/agency").await.expect(200);
    let licence = id(&own["licence"], "licence_id");
    let begun = manager.post(&format!("/api/v1/licences/{licence}/renewals"), json!({})).await.expect(201);
    let path = format!("{APPLICATIONS}/{}", id(&begun, "application_id"));
    manager.post(&format!("{path}/submission"), json!({"declared": true})).await.expect(200);
    app.settle().await;
    let officer = app.staff(Role::Officer).await;
    officer.post(&format!("{path}/decision"), json!({"outcome": "grant", "reason_code": "all-in-order"})).await.expect(200);
    app.settle().await;
    let payer = Payer { client: manager.clone(), ..payer };
    let due = manager.get(&path).await.expect(200);
    app.pay(&app.begin(&payer, &id(&due, "invoice_id"), "zibal").await).await;
    app.settle().await;
    let own = manager.get("/api/v1/agency").await.expect(200);
    assert_eq!((&own["licence"]["status"], &own["licence"]["expires_on_jalali"]), (&json!("valid"), &json!("1409-09-02")), "{own}");
    assert_eq!(event_store::reactor::parked(app.ctx.pool()).await.expect("reads"), 0, "nothing went wrong");
}
