//! A permit is renewed: in time, late, too late, and what becomes of it meanwhile.

use application::CommandKey;
use application::applications::{DecisionInput, decide};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::{Value, json};
use tests::app::{ApiClient, Driver, TestApp, officer, picture};
use uuid::Uuid;

/// What a renewal costs by the tariff of 1405, in Rial, and what is added when it comes late.
const TOTAL: i64 = 6_700_000;
const PENALTY: i64 = 1_450_000;

/// Noon in Tehran.
pub(crate) fn noon_of(day: &str) -> DateTime<Utc> {
    let day: NaiveDate = day.parse().expect("a day");
    day.and_hms_opt(8, 30, 0).expect("a time").and_utc()
}

/// A driver whose permit's last valid day is 2 Azar 1407, 22 November 2028.
pub(crate) async fn driver(app: &TestApp) -> Driver {
    app.driver(&app.valid_taxi().await, true).await
}

pub(crate) async fn on(app: &TestApp, day: &str) {
    app.clock.set(noon_of(day));
    app.settle().await;
}

pub(crate) async fn licence(app: &TestApp, driver: &Driver) -> projections::register::LicenceRow {
    projections::register::query::licence(app.ctx.pool(), driver.licence_id).await.expect("reads").expect("is there")
}

/// What the permit is worth today, and the last day that it names.
pub(crate) async fn stands(app: &TestApp, driver: &Driver) -> (&'static str, String) {
    let row = licence(app, driver).await;
    (row.on(app.ctx.today()).code(), i18n::jalali_iso(row.expires_on.expect("a last day")))
}

/// Presses "renew" in a browser that has just signed in; where that leads.
pub(crate) async fn press_renew(browser: &ApiClient, driver: &Driver) -> String {
    let page = format!("/fa/licences/{}/renewal", driver.licence_id);
    let pressed = browser.fill_in(&page, &page, &[]).await;
    assert_eq!(pressed.status, 303, "{}", pressed.text);
    pressed.header("location").to_owned()
}

/// Start, check, declare: a renewal in which nothing changed; the application's id.
pub(crate) async fn renewed_unchanged(app: &TestApp, driver: &Driver) -> String {
    let browser = app.signed_in(&driver.applicant.mobile).await;
    let application = sent_unchanged(&browser, driver).await;
    app.settle().await;
    application
}

/// The same, while what follows from it may still be on its way.
pub(crate) async fn sent_unchanged(browser: &ApiClient, driver: &Driver) -> String {
    let check = press_renew(browser, driver).await;
    let application = check.strip_prefix("/fa/applications/").and_then(|rest| rest.strip_suffix("/check")).expect("everything is there").to_owned();
    let sent = browser.fill_in(&check, &format!("/fa/applications/{application}/submission"), &[("declared", "yes")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    application
}

pub(crate) async fn pay(app: &TestApp, driver: &Driver, application: &str) -> Value {
    let payer = app.payer_of(&driver.applicant).await;
    let shown = payer.client.get(&format!("/api/v1/applications/{application}")).await.expect(200);
    let invoice = shown["invoice_id"].as_str().expect("a bill").to_owned();
    let attempt = app.begin(&payer, &invoice, "zarinpal").await;
    app.pay(&attempt).await;
    app.settle().await;
    payer.client.get(&format!("/api/v1/invoices/{invoice}")).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn unchanged_it_is_three_presses_and_no_day_is_lost() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    let page = format!("/fa/licences/{}/renewal", driver.licence_id);
    let api = format!("/api/v1/licences/{}/renewals", driver.licence_id);

    on(&app, "2028-09-22").await;
    let early = app.token_of(&driver.applicant.mobile).await.post(&api, json!({})).await;
    assert_eq!((early.status, &early.json["type"]), (409, &json!("/problems/renewal-not-open")));
    let early = app.signed_in(&driver.applicant.mobile).await.get(&page).await;
    assert!(early.text.contains("۲ مهر ۱۴۰۷") && !early.text.contains("<button class=\"btn\">تمدید"), "{}", early.text);

    on(&app, "2028-11-20").await;
    let stranger = app.payer().await.client.post(&api, json!({})).await;
    assert_eq!(stranger.status, 404, "nobody renews another's");
    let application = renewed_unchanged(&app, &driver).await;
    let again = app.token_of(&driver.applicant.mobile).await.post(&api, json!({})).await;
    assert_eq!(again.status, 409, "one at a time: {}", again.text);

    // Agreed to by nobody, and billed; beyond its last day the permit is valid while that is owed.
    let steps = app.happened("application", &application).await;
    assert_eq!(steps[steps.len() - 4..], ["ApplicationSubmitted", "RenewalExamined", "ApplicationAgreedInPrinciple", "FeeAssessed"]);
    on(&app, "2028-11-28").await;
    assert_eq!(stands(&app, &driver).await, ("valid", "1407-09-02".to_owned()));
    assert_eq!(licence(&app, &driver).await.renewal_id.map(|id| id.to_string()), Some(application.clone()));
    let tracker = app.signed_in(&driver.applicant.mobile).await.get(&format!("/fa/applications/{application}")).await;
    assert!(tracker.text.contains("تمدید در جریان است"), "{}", tracker.text);

    let bill = pay(&app, &driver, &application).await;
    assert_eq!((&bill["total"], &bill["status"]), (&json!({"rial": TOTAL}), &json!("paid")));
    assert_eq!(stands(&app, &driver).await, ("valid", "1409-09-02".to_owned()));
    let told = app.happened("licence", &driver.licence_id.to_string()).await;
    assert_eq!(told, ["LicenceIssued", "LicenceKeptInForce", "LicenceRenewed"]);

    // Two years on the portrait is still good; what lapsed meanwhile is asked for again, and an officer looks at it.
    on(&app, "2030-11-20").await;
    let browser = app.signed_in(&driver.applicant.mobile).await;
    let tasks = press_renew(&browser, &driver).await;
    assert!(!tasks.ends_with("/check"), "something is to be done first: {tasks}");
    let second = tasks.rsplit('/').next().expect("an id").to_owned();
    let driver_api = app.token_of(&driver.applicant.mobile).await;
    let path = format!("/api/v1/applications/{second}");
    let filled = driver_api.get(&path).await.expect(200);
    let kinds: Vec<_> = filled["documents"].as_array().expect("a list").iter().map(|document| document["kind"].clone()).collect();
    assert_eq!((kinds, &filled["answers"]["education"]), (vec![json!("portrait")], &json!("primary")));
    for kind in ["driving_licence", "health_certificate"] {
        driver_api.upload(&format!("{path}/documents"), &[("kind", kind), ("valid_until", "2034-01-01")], &picture()).await.expect(201);
    }
    driver_api.post(&format!("{path}/submission"), json!({"declared": true})).await.expect(200);
    app.settle().await;
    let sent = driver_api.get(&path).await.expect(200);
    assert_eq!((&sent["stage"], &sent["unchanged"], &sent["in_time"]), (&json!("under_review"), &json!(false), &json!(true)));

    // Refused after the last day, the permit expires then and not sooner.
    on(&app, "2030-11-26").await;
    assert_eq!(stands(&app, &driver).await.0, "valid");
    let refuse = DecisionInput::parse("refuse", "health-not-confirmed", "").expect("good input");
    decide(&app.ctx, &officer(), second.parse().expect("an id"), refuse, &CommandKey::fresh()).await.expect("is refused");
    app.settle().await;
    assert_eq!(stands(&app, &driver).await.0, "expired");
    let told = app.happened("licence", &driver.licence_id.to_string()).await;
    assert_eq!(told[3..], ["LicenceKeptInForce", "RenewalEnded", "LicenceExpired"]);
    assert_eq!(event_store::reactor::parked(app.ctx.pool()).await.expect("reads"), 0, "nothing went wrong");
}

#[tokio::test(flavor = "multi_thread")]
async fn not_paid_in_time_it_lapses_and_the_permit_expires_then() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    on(&app, "2028-11-20").await;
    let application = renewed_unchanged(&app, &driver).await;
    // The bill is due on the fifteenth day.
    on(&app, "2028-12-05").await;
    assert_eq!(stands(&app, &driver).await.0, "valid");
    on(&app, "2028-12-06").await;
    assert_eq!(app.happened("application", &application).await.last().map(String::as_str), Some("ApplicationNotTakenUp"));
    assert_eq!(stands(&app, &driver).await.0, "expired");
    let expired = app.happened("licence", &driver.licence_id.to_string()).await;
    assert_eq!(expired, ["LicenceIssued", "LicenceKeptInForce", "RenewalEnded", "LicenceExpired"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn late_it_costs_more_and_counts_from_the_day_of_payment() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    on(&app, "2028-12-10").await;
    assert_eq!(stands(&app, &driver).await.0, "expired");
    let page = app.signed_in(&driver.applicant.mobile).await.get(&format!("/fa/licences/{}/renewal", driver.licence_id)).await;
    assert!(page.text.contains("جریمهٔ دیرکرد تمدید") && page.text.contains("۸۱۵٬۰۰۰"), "{}", page.text);
    let application = renewed_unchanged(&app, &driver).await;
    assert_eq!(stands(&app, &driver).await.0, "expired", "what comes late keeps nothing in force");

    on(&app, "2028-12-12").await;
    let bill = pay(&app, &driver, &application).await;
    assert_eq!(bill["total"], json!({"rial": TOTAL + PENALTY}));
    assert_eq!(bill["items"].as_array().and_then(|items| items.last()), Some(&json!({"code": "late-renewal", "amount": {"rial": PENALTY}})));
    assert_eq!(stands(&app, &driver).await, ("valid", "1409-09-22".to_owned()));
    // It expires by its new date, and holds what it gave up: nobody gets a second permit beside it.
    let second = app.token_of(&driver.applicant.mobile).await.post("/api/v1/applications", json!({"permit_kind": "taxi_driver", "kind": "new"})).await;
    assert_eq!(second.faults(), [("/driver".to_owned(), "taken-licence-driver".to_owned())]);
    app.clock.set(noon_of("2028-12-12") + TimeDelta::days(732));
    app.settle().await;
    assert_eq!(stands(&app, &driver).await.0, "expired");
}

#[tokio::test(flavor = "multi_thread")]
async fn too_late_the_way_out_is_a_new_application() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    on(&app, "2029-02-21").await;
    let holder = app.token_of(&driver.applicant.mobile).await;
    let late = holder.post(&format!("/api/v1/licences/{}/renewals", driver.licence_id), json!({})).await;
    assert_eq!((late.status, &late.json["type"]), (409, &json!("/problems/renewal-too-late")));
    let page = app.signed_in(&driver.applicant.mobile).await.get(&format!("/fa/licences/{}/renewal", driver.licence_id)).await;
    assert!(page.text.contains("/fa/apply/taxi_driver\""), "{}", page.text);
    holder.post("/api/v1/applications", json!({"permit_kind": "taxi_driver", "kind": "new"})).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_takes_a_renewal_back_has_the_old_term_and_can_begin_again() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    on(&app, "2028-11-01").await;
    let application = renewed_unchanged(&app, &driver).await;
    let holder = app.token_of(&driver.applicant.mobile).await;
    holder.post(&format!("/api/v1/applications/{application}/withdrawal"), json!({})).await.expect(200);
    app.settle().await;
    assert_eq!((licence(&app, &driver).await.renewal_id, stands(&app, &driver).await.0), (None, "valid"));
    // Again, by a program this time; a repeat under the same key is the same renewal.
    let (api, key) = (format!("/api/v1/licences/{}/renewals", driver.licence_id), Uuid::new_v4().to_string());
    let begun = holder.post_once(&api, &key, json!({})).await.expect(201);
    assert_eq!(holder.post_once(&api, &key, json!({})).await.expect(201)["application_id"], begun["application_id"]);
    let again = begun["application_id"].as_str().expect("an id").to_owned();
    assert_ne!(again, application);
    holder.post(&format!("/api/v1/applications/{again}/submission"), json!({"declared": true})).await.expect(200);
    app.settle().await;
    pay(&app, &driver, &again).await;
    assert_eq!(stands(&app, &driver).await, ("valid", "1409-09-02".to_owned()));
}
