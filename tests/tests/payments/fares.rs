//! Passengers pay by the code in the car, and the money is the driver's.

use super::minutes;
use application::fares::receipt_token;
use domain::identity::account::Role;
use domain::identity::person::person_of;
use domain::payments::ledger::LedgerAccount;
use projections::ledger::query::balance;
use psp_simulator::{Call, Fault};
use serde_json::{Value, json};
use tests::app::{Driver, Taxi, TestApp};
use uuid::Uuid;

async fn with_driver(app: &TestApp) -> (Taxi, Driver) {
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, true).await;
    (taxi, driver)
}

fn person(driver: &Driver) -> Uuid {
    person_of(driver.applicant.actor.account_id().expect("an account"))
}

async fn owed(app: &TestApp, driver: &Driver) -> i64 {
    app.settle().await;
    -balance(app.ctx.pool(), &LedgerAccount::DriverPayable(person(driver))).await.expect("reads")
}

async fn receipt(app: &TestApp, link: &str) -> Value {
    app.settle().await;
    app.anyone().get(link).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passenger_without_an_account_pays_and_the_fare_is_the_drivers_but_for_the_commission() {
    let app = TestApp::start().await;
    let (taxi, driver) = with_driver(&app).await;
    let fees = balance(app.ctx.pool(), &LedgerAccount::Commission).await.expect("reads");
    assert_eq!(fees, 0);
    for (gateway, before) in [("zarinpal", 0), ("zibal", 226_400)] {
        let body = json!({"amount": {"rial": 180_000}, "tip": {"rial": 50_000}, "mobile": "0912 111 2233", "gateway": gateway});
        let begun = app.anyone().post_once(&format!("/api/v1/scan/{}/fares", taxi.code), gateway, body).await;
        let link = begun.header("location").to_owned();
        let begun = begun.expect(201);
        let attempt = tests::app::Attempt {
            payment_id: begun["payment_id"].as_str().expect("an id").to_owned(),
            pay_url: begun["redirect_url"].as_str().expect("an address").to_owned(),
        };
        assert_eq!(receipt(&app, &link).await["status"], "started");
        assert_eq!(owed(&app, &driver).await, before);
        let back = app.pay(&attempt).await;
        assert_eq!((back.status, back.header("location")), (303, &*link.replace("/api/v1", "/fa")));

        let paid = receipt(&app, &link).await;
        assert_eq!((&paid["status"], &paid["amount"], &paid["fare"], &paid["tip"]), (&json!("succeeded"), &json!({"rial": 230_000}), &json!({"rial": 180_000}), &json!({"rial": 50_000})));
        assert_eq!(owed(&app, &driver).await, before + 226_400, "180,000 less 2%, and the whole tip");
    }
    assert_eq!(balance(app.ctx.pool(), &LedgerAccount::Commission).await.expect("reads"), -7_200);
    let auditor = app.staff(Role::Auditor).await;
    let events = auditor.get("/api/v1/events?type=PaymentSucceeded").await.expect(200);
    let told: Vec<String> = events["items"].as_array().expect("a list").iter().map(|event| event["payload"].to_string()).collect();
    let fare = told.iter().find(|payload| payload.contains("fare")).expect("a fare was paid");
    for known in [&taxi.vehicle_id, &taxi.licence_id, &person(&driver).to_string()] {
        assert!(fare.contains(known.as_str()), "{known} as it was: {fare}");
    }
    let split = &serde_json::from_str::<serde_json::Value>(fare).expect("JSON")["PaymentSucceeded"]["split"]["fare"];
    assert_eq!((&split["driver"], &split["commission"], &split["tip"]), (&json!(176_400), &json!(3_600), &json!(50_000)), "{fare}");
    for table in ["events", "payments"] {
        let sql = format!("SELECT count(*) FROM {table} t WHERE to_json(t)::text LIKE '%09121112233%'");
        let clear: i64 = sqlx::query_scalar(&sql).fetch_one(app.ctx.pool()).await.expect("the table is there");
        assert_eq!(clear, 0, "{table}: a number is sealed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_is_for_whoever_has_its_link_and_nobody_guesses_one() {
    let app = TestApp::start().await;
    let (taxi, _) = with_driver(&app).await;
    let (attempt, link) = app.begin_fare(&app.anyone(), &taxi, 180_000, 0).await;
    app.pay(&attempt).await;
    receipt(&app, &link).await;
    let token = link.rsplit('/').next().expect("a link");
    let other = receipt_token(&app.ctx, Uuid::new_v4());
    let forged = format!("{}{}", &other[..22], &token[22..]);
    for wrong in [&token[..token.len() - 1], "", "x", &other, &forged] {
        assert_eq!(app.anyone().get(&format!("/api/v1/fares/{wrong}")).await.status, 404, "{wrong}");
    }
    let payment = format!("/api/v1/payments/{}", attempt.payment_id);
    assert_eq!(app.payer().await.client.get(&payment).await.status, 404, "the id alone opens nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signed_in_has_the_fare_among_their_payments() {
    let app = TestApp::start().await;
    let (taxi, _) = with_driver(&app).await;
    let payer = app.payer().await;
    let (attempt, _) = app.begin_fare(&payer.client, &taxi, 180_000, 0).await;
    app.pay(&attempt).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "succeeded");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_is_the_same_fare_and_no_key_is_none() {
    let app = TestApp::start().await;
    let (taxi, _) = with_driver(&app).await;
    let path = format!("/api/v1/scan/{}/fares", taxi.code);
    let passenger = app.anyone();
    let body = json!({"amount": {"rial": 180_000}});
    let none = passenger.post(&path, body.clone()).await;
    assert_eq!((none.status, none.faults()), (400, vec![("/Idempotency-Key".into(), "key-needed".into())]));
    let first = passenger.post_once(&path, "k", body.clone()).await.expect(201);
    assert_eq!(passenger.post_once(&path, "k", body.clone()).await.expect(201), first);
    assert_eq!(passenger.post_once(&path, "k", json!({"amount": {"rial": 190_000}})).await.status, 422);

    // A gateway that does not answer takes nothing, and the same key goes on.
    app.psp.desk().order(Call::Request, Fault::ServerError { committed: false }, 1);
    assert_eq!(passenger.post_once(&path, "later", body.clone()).await.status, 503);
    assert_ne!(passenger.post_once(&path, "later", body).await.expect(201)["payment_id"], first["payment_id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn policy_bounds_fare_and_tip_and_every_fault_is_told() {
    let app = TestApp::start().await;
    let (taxi, _) = with_driver(&app).await;
    let path = format!("/api/v1/scan/{}/fares", taxi.code);
    for (body, faults) in [
        (json!({}), vec![("/amount", "needed")]),
        (json!({"amount": {"rial": 9_999}}), vec![("/amount", "fare-too-little")]),
        (json!({"amount": {"rial": 2_000_001}}), vec![("/amount", "fare-too-much")]),
        (json!({"amount": {"rial": 180_000}, "tip": {"rial": 500_001}}), vec![("/tip", "tip-too-much")]),
        (json!({"amount": {"rial": -1}, "tip": {"rial": -1}, "mobile": "1"}), vec![("/amount", "not-an-amount"), ("/tip", "not-an-amount"), ("/mobile", "not-a-mobile")]),
        (json!({"amount": 180_000}), vec![("/amount", "wrong-type")]),
    ] {
        let refused = app.anyone().post_once(&path, &Uuid::new_v4().to_string(), body.clone()).await;
        let faults: Vec<(String, String)> = faults.into_iter().map(|(pointer, code)| (pointer.to_owned(), code.to_owned())).collect();
        assert_eq!((refused.status, refused.faults()), (422, faults), "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_car_that_may_serve_and_whose_driver_is_known_takes_fares() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let fare = json!({"amount": {"rial": 180_000}});
    let refused = async |code: &str| {
        let refused = app.anyone().post_once(&format!("/api/v1/scan/{code}/fares"), &Uuid::new_v4().to_string(), fare.clone()).await;
        let page = app.anyone().get(&format!("/fa/V/{code}")).await.text;
        assert!(!page.contains("/fare\""), "the page offers no fare");
        assert_eq!(app.anyone().get(&format!("/fa/V/{code}/fare")).await.status, 303);
        (refused.status, refused.json["type"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(refused(&taxi.code).await, (409, "/problems/fare-without-driver".to_owned()));
    app.driver(&taxi, true).await;
    assert!(app.anyone().get(&format!("/fa/V/{}", taxi.code)).await.text.contains(&format!("/fa/V/{}/fare\"", taxi.code)));

    let officer = app.staff(Role::Officer).await;
    officer.post(&format!("/api/v1/licences/{}/suspensions", taxi.licence_id), json!({"ground": "inspection-overdue"})).await.expect(200);
    assert_eq!(refused(&taxi.code).await, (409, "/problems/licence-not-valid".to_owned()));
    officer.post(&format!("/api/v1/licences/{}/suspensions/lift", taxi.licence_id), json!({"reason": "inspection-passed"})).await.expect(200);
    app.begin_fare(&app.anyone(), &taxi, 180_000, 0).await;
    app.driver(&taxi, true).await;
    assert_eq!(refused(&taxi.code).await, (409, "/problems/fare-without-driver".to_owned()), "of two drivers nobody knows who sits at the wheel");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_turned_back_pays_again_at_once_and_only_once() {
    let app = TestApp::start().await;
    let (taxi, driver) = with_driver(&app).await;
    let (first, link) = app.begin_fare(&app.anyone(), &taxi, 180_000, 0).await;
    let way = app.press(&first, &[("action", "cancel")]).await;
    app.come_back(&way).await;
    assert_eq!(receipt(&app, &link).await["status"], "cancelled");
    assert_eq!(owed(&app, &driver).await, 0);
    let (second, link) = app.begin_fare(&app.anyone(), &taxi, 180_000, 0).await;
    let way = app.press(&second, &[("action", "pay")]).await;
    for _ in 0..3 {
        app.come_back(&way).await;
    }
    assert_eq!(receipt(&app, &link).await["status"], "succeeded");
    assert_eq!(owed(&app, &driver).await, 176_400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fare_in_doubt_is_resolved_by_asking_again() {
    let app = TestApp::start().await;
    let (taxi, driver) = with_driver(&app).await;
    let (attempt, link) = app.begin_fare(&app.anyone(), &taxi, 180_000, 20_000).await;
    app.psp.desk().order(Call::Verify, Fault::DropReply, 1);
    app.pay(&attempt).await;
    assert_eq!(receipt(&app, &link).await["status"], "in_doubt");
    assert_eq!(owed(&app, &driver).await, 0);
    app.sweep_after(minutes(1)).await;
    assert_eq!(receipt(&app, &link).await["status"], "succeeded");
    assert_eq!(owed(&app, &driver).await, 196_400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fare_that_was_given_up_is_not_taken_later() {
    let app = TestApp::start().await;
    let (taxi, driver) = with_driver(&app).await;
    let (attempt, link) = app.begin_fare(&app.anyone(), &taxi, 180_000, 0).await;
    app.sweep_after(minutes(61)).await;
    app.sweep_after(minutes(61)).await;
    let given_up = receipt(&app, &link).await["status"].clone();
    assert!(["failed", "expired"].contains(&given_up.as_str().unwrap_or_default()), "{given_up}");
    app.come_back(&attempt.way_back("OK")).await;
    assert_eq!(receipt(&app, &link).await["status"], given_up, "unverified, it goes back by itself");
    assert_eq!(owed(&app, &driver).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passenger_walks_from_the_code_to_the_bank_and_back_to_thanks() {
    let app = TestApp::start().await;
    let (taxi, driver) = with_driver(&app).await;
    let browser = app.anyone();
    let form = format!("/fa/V/{}/fare", taxi.code);
    let opened = browser.get(&form).await;
    for shown in ["۱۸٬۰۰۰", "دو نفر", "مهدی", "بدون انعام", "۲۰۰٬۰۰۰"] {
        assert!(opened.text.contains(shown), "{shown} is missing: {}", opened.text);
    }
    let refused = browser.send_form(&opened.text, &form, &[("amount", "other"), ("other", "هیچ"), ("tip", "0"), ("gateway", "zarinpal")]).await;
    assert!(refused.status == 422 && refused.text.contains("href=\"#other\""), "{}", refused.text);

    let sent = browser.send_form(&refused.text, &form, &[("amount", "other"), ("other", "۲۵٬۰۰۰"), ("tip", "50000"), ("gateway", "zarinpal")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let to_gateway = browser.get(sent.header("location")).await;
    assert!(to_gateway.text.contains("۳۰٬۰۰۰"), "{}", to_gateway.text);
    let pay_url = to_gateway.text.split("content=\"0; url=").nth(1).and_then(|rest| rest.split('"').next()).expect("a link").to_owned();
    let attempt = tests::app::Attempt { payment_id: String::new(), pay_url };

    // Turned back, and once more from that very page.
    let way = app.press(&attempt, &[("action", "cancel")]).await;
    let back = browser.get(&way).await;
    let page = browser.get(back.header("location")).await;
    assert!(page.text.contains("از پرداخت انصراف دادید"), "{}", page.text);
    let sent = browser.send_form(&page.text, &form, &[]).await;
    let to_gateway = browser.get(sent.header("location")).await;
    let pay_url = to_gateway.text.split("content=\"0; url=").nth(1).and_then(|rest| rest.split('"').next()).expect("a link").to_owned();
    let way = app.press(&tests::app::Attempt { payment_id: String::new(), pay_url }, &[("action", "pay")]).await;
    let back = browser.get(&way).await;
    let thanks = browser.get(back.header("location")).await;
    for shown in ["سپاس، کرایه پرداخت شد", "۳۰٬۰۰۰", "۵۰۲۲۲۹******۵۹۹۵", "/rating\""] {
        assert!(thanks.text.contains(shown), "{shown} is missing: {}", thanks.text);
    }
    assert_eq!(owed(&app, &driver).await, 250_000 - 5_000 + 50_000);
}
