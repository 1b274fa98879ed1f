//! What stands in the way of a renewal, and what does not: another permit, a suspension, a read model
//! that stands still, a policy that changes meanwhile.

use crate::renewals::{driver, licence, on, renewed_unchanged, sent_unchanged, stands};
use application::CommandKey;
use application::policy::PolicyBook;
use application::reactors::Reactors;
use domain::identity::account::Role;
use domain::kernel::event::derived_id;
use domain::payments::invoice::{Invoice, InvoiceCommand, Owed};
use serde_json::json;
use sqlx::{Connection as _, Executor as _, PgConnection};
use tests::app::{Driver, TestApp};
use uuid::Uuid;

/// Whether page and desk offer the renewal; what the renewal's own page says.
async fn offered(app: &TestApp, driver: &Driver) -> (bool, String) {
    let browser = app.signed_in(&driver.applicant.mobile).await;
    let way = format!("/fa/licences/{}/renewal", driver.licence_id);
    let link = format!("href=\"{way}\"");
    let (desk, page) = (browser.get("/fa/my").await, browser.get(&format!("/fa/licences/{}", driver.licence_id)).await);
    assert_eq!((desk.status, page.status), (200, 200), "{}", desk.text);
    assert_eq!(desk.text.contains(&link), page.text.contains(&link), "both say the same");
    (page.text.contains(&link), browser.get(&way).await.text)
}

async fn nothing_is_parked(app: &TestApp) {
    assert_eq!(event_store::reactor::parked(app.ctx.pool()).await.expect("reads"), 0, "nothing went wrong");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_a_new_permit_does_not_renew_the_old_one() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    on(&app, "2028-12-10").await;
    assert!(offered(&app, &driver).await.0, "late, it can be renewed");
    let anew = app.drafted_by(&driver.applicant.mobile, &app.valid_taxi().await, true).await;
    app.send_in(&anew).await;
    app.agree_to(&anew).await;
    app.paid(&anew).await;

    let (offered, page) = offered(&app, &driver).await;
    assert!(!offered && page.contains("پروانهٔ معتبر دیگری دارید") && !page.contains("<button class=\"btn\">تمدید"), "{page}");
    let holder = app.token_of(&driver.applicant.mobile).await;
    let refused = holder.post(&format!("/api/v1/licences/{}/renewals", driver.licence_id), json!({})).await;
    assert_eq!(refused.faults(), [("/driver".to_owned(), "taken-licence-driver".to_owned())], "{}", refused.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_revoked_is_renewed_no_more_and_money_on_its_way_is_held() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    on(&app, "2028-11-20").await;
    let application = renewed_unchanged(&app, &driver).await;
    let payer = app.payer_of(&driver.applicant).await;
    let path = format!("/api/v1/applications/{application}");
    let invoice = payer.client.get(&path).await.expect(200)["invoice_id"].as_str().expect("a bill").to_owned();
    let attempt = app.begin(&payer, &invoice, "zarinpal").await;
    let way = app.press(&attempt, &[("action", "pay")]).await;

    let officer = app.staff(Role::Officer).await;
    officer.post(&format!("/api/v1/licences/{}/revocation", driver.licence_id), json!({"ground": "forged-papers"})).await.expect(200);
    app.settle().await;
    let refused = payer.client.get(&path).await.expect(200);
    assert_eq!(refused["stage"], "refused", "{refused}");
    assert_eq!(payer.client.get(&format!("/api/v1/invoices/{invoice}")).await.expect(200)["status"], "cancelled");
    let tracker = app.signed_in(&driver.applicant.mobile).await.get(&format!("/fa/applications/{application}")).await;
    assert!(tracker.status == 200 && tracker.text.contains("پروانه باطل شده است"), "{}", tracker.text);

    app.come_back(&way).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "late");
    let told = app.happened("licence", &driver.licence_id.to_string()).await;
    assert_eq!(told, ["LicenceIssued", "LicenceKeptInForce", "LicenceRevoked"]);
    assert_eq!(app.happened("application", &application).await.last().map(String::as_str), Some("ApplicationRefused"));
    nothing_is_parked(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_renewal_counts_from_the_payment_however_late_that_is_noticed() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    on(&app, "2028-12-10").await;
    let application = renewed_unchanged(&app, &driver).await;
    let invoice_id = derived_id(application.parse().expect("an id"), "invoice");
    let paid_on = app.ctx.today();
    on(&app, "2028-12-13").await;
    let Invoice::Issued(Owed { total, .. }) = app.ctx.store.load::<Invoice>(invoice_id).await.expect("loads").0 else { panic!("it is owed") };
    let record = InvoiceCommand::RecordPayment { payment_id: Uuid::new_v4(), amount: total, paid_on };
    let envelope = app.operator().envelope(&app.ctx, "RecordPayment", &CommandKey::fresh());
    app.ctx.store.execute::<Invoice>(invoice_id, record, envelope).await.expect("is recorded");
    app.settle().await;
    assert_eq!(stands(&app, &driver).await, ("valid", "1409-09-20".to_owned()));
    nothing_is_parked(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_expired_under_a_suspension_is_not_offered() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    on(&app, "2028-11-10").await;
    let officer = app.staff(Role::Officer).await;
    officer.post(&format!("/api/v1/licences/{}/suspensions", driver.licence_id), json!({"ground": "court-order"})).await.expect(200);
    app.settle().await;
    assert!(offered(&app, &driver).await.0, "in time, an officer decides on it");
    on(&app, "2028-12-10").await;
    let (offered, page) = offered(&app, &driver).await;
    assert!(!offered && page.contains("هنگام تعلیق منقضی شده است") && !page.contains("<button class=\"btn\">تمدید"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_certificate_of_a_kept_permit_says_that_it_is() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    let sheet = format!("/fa/licences/{}/certificate", driver.licence_id);
    let kept = "تمدید در جریان است";
    on(&app, "2028-11-20").await;
    assert!(!app.signed_in(&driver.applicant.mobile).await.get(&sheet).await.text.contains(kept));
    renewed_unchanged(&app, &driver).await;
    on(&app, "2028-11-28").await;
    let printed = app.signed_in(&driver.applicant.mobile).await.get(&sheet).await;
    assert!(printed.status == 200 && printed.text.contains("2028-11-22") && printed.text.contains(kept), "{}", printed.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn taken_back_and_sent_anew_at_once_the_second_keeps_the_permit() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    on(&app, "2028-11-20").await;
    let browser = app.signed_in(&driver.applicant.mobile).await;
    let mut last = sent_unchanged(&browser, &driver).await;
    for _ in 0..3 {
        let holder = app.token_of(&driver.applicant.mobile).await;
        holder.post(&format!("/api/v1/applications/{last}/withdrawal"), json!({})).await.expect(200);
        last = sent_unchanged(&browser, &driver).await;
    }
    app.settle().await;
    assert_eq!(licence(&app, &driver).await.renewal_id.map(|id| id.to_string()), Some(last));
    on(&app, "2028-11-28").await;
    assert_eq!(stands(&app, &driver).await.0, "valid");
    nothing_is_parked(&app).await;
}

/// An event of a person that this version cannot read, as the log's owner can put it there.
async fn halt_applications(app: &TestApp) {
    let mut db = PgConnection::connect(&app.database.url).await.expect("connects");
    db.execute(format!("SET search_path TO {}", app.city.log_schema()).as_str()).await.expect("a schema");
    db.execute(
        "WITH head AS (UPDATE log_head SET position = position + 1 RETURNING position, recorded_at),
              made AS (INSERT INTO events SELECT position, 'person', gen_random_uuid(), 1, gen_random_uuid(), gen_random_uuid(), 'PersonCorrected', '99',
                  '{\"PersonCorrected\": {\"moons\": 3}}', '{}', 'public', gen_random_uuid(), gen_random_uuid(), decode(repeat('00', 16), 'hex'), recorded_at
                  FROM head RETURNING command_id, position)
         INSERT INTO commands SELECT command_id, '\\x00', position, position FROM made",
    )
    .await
    .expect("the owner may append by hand");
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_applications_stand_still_what_follows_from_them_goes_on() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    on(&app, "2028-11-20").await;
    let withdrawn = renewed_unchanged(&app, &driver).await;
    halt_applications(&app).await;
    let holder = app.token_of(&driver.applicant.mobile).await;
    holder.post(&format!("/api/v1/applications/{withdrawn}/withdrawal"), json!({})).await.expect(200);
    let reactors = Reactors::new(app.ctx.clone());
    while reactors.catch_up().await.expect("follows up") {}
    let told = app.happened("licence", &driver.licence_id.to_string()).await;
    assert_eq!(told, ["LicenceIssued", "LicenceKeptInForce", "RenewalEnded"]);
    nothing_is_parked(&app).await;
}

/// The policy of 1405, and a version after it that wants another document of a driver.
fn stricter_from(day: &str) -> PolicyBook {
    let now = include_str!("../../../services/application/policy/1405-01.toml");
    let document = "[[licensing.permit_kinds.application.documents]]";
    let wanted = format!("{document}\ncode = \"police-clearance\"\nfa = \"گواهی\"\nen = \"Clearance\"\nrequired = true\nexpires = false\n\n");
    let later = now.replace("version = \"1405-01\"", "version = \"1407-02\"").replace("in_force_from = \"2026-03-21\"", &format!("in_force_from = \"{day}\""));
    let later = later.replacen(document, &format!("{wanted}{document}"), 1);
    let dir = tempfile::tempdir().expect("a folder");
    for (name, text) in [("1405-01.toml", now), ("1407-02.toml", &later)] {
        std::fs::write(dir.path().join(name), text).expect("writes");
    }
    PolicyBook::load(dir.path()).expect("is sound")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unchanged_renewal_is_judged_by_the_rules_that_it_was_begun_under() {
    let app = TestApp::start_with(|ctx| ctx.policy = stricter_from("2028-11-21").into()).await;
    let driver = driver(&app).await;
    on(&app, "2028-11-20").await;
    let check = crate::renewals::press_renew(&app.signed_in(&driver.applicant.mobile).await, &driver).await;
    let application = check.strip_prefix("/fa/applications/").and_then(|rest| rest.strip_suffix("/check")).expect("everything is there").to_owned();
    on(&app, "2028-11-22").await;
    let holder = app.token_of(&driver.applicant.mobile).await;
    holder.post(&format!("/api/v1/applications/{application}/submission"), json!({"declared": true})).await.expect(200);
    app.settle().await;
    let sent = holder.get(&format!("/api/v1/applications/{application}")).await.expect(200);
    assert_eq!((&sent["stage"], &sent["unchanged"]), (&json!("payment_due"), &json!(true)), "{sent}");
    nothing_is_parked(&app).await;
}
