//! What follows by itself once officers have agreed: the fee, its invoice, the permit, the driver.

use application::applications::withdraw;
use application::CommandKey;
use chrono::TimeDelta;
use domain::licensing::application::{Application, ApplicationCommand};
use event_store::history::{self, Filter, Order};
use serde_json::{Value, json};
use tests::app::{Applicant, Payer, TestApp};

/// What a permit costs by the tariff of 1405, in Rial.
const TOTAL: i64 = 7_700_000;

async fn invoice(app: &TestApp, payer: &Payer, applicant: &Applicant) -> Value {
    app.settle().await;
    payer.client.get(&format!("/api/v1/invoices/{}", applicant.invoice_id())).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn from_an_officers_word_to_the_driver_at_the_wheel() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let applicant = app.agreed(&taxi, true).await;
    let payer = app.payer_of(&applicant).await;

    let owed = invoice(&app, &payer, &applicant).await;
    let items = json!([
        {"code": "issue", "amount": {"rial": 5_850_000}},
        {"code": "smart-card", "amount": {"rial": 1_200_000}},
        {"code": "inquiries", "amount": {"rial": 650_000}},
    ]);
    assert_eq!((&owed["items"], &owed["total"], &owed["status"]), (&items, &json!({"rial": TOTAL}), &json!("issued")), "{owed}");
    assert_eq!(owed["application_id"], applicant.application_id.to_string());
    let page = applicant.browser.get(&format!("/fa/invoices/{}", applicant.invoice_id())).await;
    for name in ["صدور پروانه، دو سال", "کارت هوشمند", "استعلام‌ها", "۷۷۰٬۰۰۰"] {
        assert!(page.text.contains(name), "{name} is missing: {}", page.text);
    }

    let attempt = app.begin(&payer, &applicant.invoice_id(), "zibal").await;
    app.pay(&attempt).await;
    assert_eq!(invoice(&app, &payer, &applicant).await["status"], "paid");
    assert_eq!(app.happened("application", &applicant.application_id.to_string()).await.last().map(String::as_str), Some("ApplicationGranted"));
    let seen = app.anyone().get(&format!("/api/v1/scan/{}", taxi.code)).await.expect(200);
    assert_eq!(seen["driver"]["first_name"], "مهدی");

    let log = history::page(app.ctx.pool(), &Filter::default(), Order::OldestFirst, 1_000).await.expect("reads");
    let follows = log.iter().skip_while(|event| event.event_type != "ApplicationAgreedInPrinciple");
    // Notices go their own way, at their own time.
    let beside = |step: &&str| *step == "TokenIssued" || step.starts_with("Notice");
    let steps: Vec<&str> = follows.map(|event| event.event_type.as_str()).filter(|step| !beside(step)).collect();
    let expected = [
        "ApplicationAgreedInPrinciple",
        "FeeAssessed",
        "InvoiceIssued",
        "PaymentCreated",
        "GatewaySessionRequested",
        "GatewaySessionOpened",
        "CallbackReceived",
        "VerificationRequested",
        "PaymentSucceeded",
        "InvoicePaid",
        "ApplicationGranted",
        "LicenceIssued",
        "DriverAssigned",
    ];
    assert_eq!(steps, expected);
    let because = |name: &str| log.iter().rfind(|event| event.event_type == name).expect("it happened");
    let pairs = [
        ("FeeAssessed", "ApplicationAgreedInPrinciple"),
        ("InvoiceIssued", "FeeAssessed"),
        ("InvoicePaid", "PaymentSucceeded"),
        ("ApplicationGranted", "InvoicePaid"),
        ("DriverAssigned", "LicenceIssued"),
    ];
    for (effect, cause) in pairs {
        assert_eq!(because(effect).causation_id, because(cause).event_id, "{effect} says that it follows from {cause}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_an_application_back_owes_nothing_and_money_on_its_way_is_held() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let applicant = app.agreed(&taxi, false).await;
    let payer = app.payer_of(&applicant).await;
    let attempt = app.begin(&payer, &applicant.invoice_id(), "zarinpal").await;
    let way = app.press(&attempt, &[("action", "pay")]).await;

    withdraw(&app.ctx, &applicant.actor, applicant.application_id, &CommandKey::fresh()).await.expect("is withdrawn");
    assert_eq!(invoice(&app, &payer, &applicant).await["status"], "cancelled");
    app.come_back(&way).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "late");
    let again = payer.client.post_once(&format!("/api/v1/invoices/{}/payments", applicant.invoice_id()), "k", json!({})).await;
    assert_eq!((again.status, &again.json["type"]), (409, &json!("/problems/invoice-cancelled")));
    assert_eq!(app.anyone().get(&format!("/api/v1/scan/{}", taxi.code)).await.expect(200)["driver"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_is_taken_back_had_no_invoice() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let applicant = app.drafted(&taxi, false).await;
    withdraw(&app.ctx, &applicant.actor, applicant.application_id, &CommandKey::fresh()).await.expect("is withdrawn");
    app.settle().await;
    assert!(app.happened("invoice", &applicant.invoice_id()).await.is_empty());
    let parked: i64 = sqlx::query_scalar("SELECT count(*) FROM reactor_parked").fetch_one(app.ctx.pool()).await.expect("counts");
    assert_eq!(parked, 0, "nothing went wrong");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_pay_in_time_owes_nothing_any_more() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let applicant = app.agreed(&taxi, false).await;
    let payer = app.payer_of(&applicant).await;
    app.clock.set(tests::app::noon() + TimeDelta::days(60));
    let lapse = ApplicationCommand::Lapse { today: app.ctx.today() };
    let envelope = app.operator().envelope(&app.ctx, "LapseApplication", &CommandKey::fresh());
    app.ctx.store.execute::<Application>(applicant.application_id, lapse, envelope).await.expect("lapses");
    assert_eq!(invoice(&app, &payer, &applicant).await["status"], "cancelled");
}
