use super::{FEES, invoice_status, owing};
use domain::identity::account::Role;
use psp_simulator::Standing;
use serde_json::json;
use tests::app::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_driver_pays_through_either_gateway_and_has_a_receipt() {
    let app = TestApp::start().await;
    for gateway in ["zarinpal", "zibal"] {
        let (payer, invoice_id) = owing(&app).await;
        let shown = payer.client.get(&format!("/api/v1/invoices/{invoice_id}")).await.expect(200);
        assert_eq!((&shown["status"], &shown["total"]), (&json!("issued"), &json!({"rial": 6_200_000})), "{shown}");
        assert_eq!(shown["gateways"], json!(["zarinpal", "zibal"]));
        assert!(shown["number"].as_str().is_some_and(|number| number.starts_with("F-1405-")), "{shown}");
        assert!(shown["bill_payment_id"].as_str().is_some_and(|id| id.starts_with("6200501")), "{shown}");

        let attempt = app.begin(&payer, &invoice_id, gateway).await;
        let way = app.press(&attempt, &[("action", "pay")]).await;
        assert_eq!(app.payment(&payer, &attempt).await["status"], "started");
        let back = app.come_back(&way).await;
        assert_eq!((back.status, back.header("location")), (303, &*format!("/fa/payments/{}", attempt.payment_id)));

        let paid = app.payment(&payer, &attempt).await;
        let receipt = app.psp.desk().payment(attempt.authority()).expect("the gateway knows it");
        assert_eq!(receipt.standing, Standing::Verified);
        assert_eq!(receipt.amount, 6_200_000);
        assert_eq!(paid["status"], "succeeded", "{paid}");
        assert_eq!(paid["reference"], receipt.receipt.expect("it was paid").reference.to_string());
        assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "paid");
        let steps = app.happened("payment", &attempt.payment_id).await;
        let expected = [
            "PaymentCreated",
            "GatewaySessionRequested",
            "GatewaySessionOpened",
            "CallbackReceived",
            "VerificationRequested",
            "PaymentSucceeded",
        ];
        assert_eq!(steps, expected, "{gateway}");
        assert_eq!(app.happened("invoice", &invoice_id).await, ["InvoiceIssued", "InvoicePaid"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_card_is_shown_to_its_owner_and_stands_nowhere_in_clear() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let attempt = app.begin(&payer, &invoice_id, "zarinpal").await;
    app.pay(&attempt).await;
    assert_eq!(app.payment(&payer, &attempt).await["card_masked"], "502229******5995");
    for table in ["events", "payments"] {
        let sql = format!("SELECT count(*) FROM {table} t WHERE to_json(t)::text LIKE '%502229%'");
        let clear: i64 = sqlx::query_scalar(&sql).fetch_one(app.ctx.pool()).await.expect("the table is there");
        assert_eq!(clear, 0, "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_turned_back_tries_again_at_once() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let first = app.begin(&payer, &invoice_id, "zarinpal").await;
    let way = app.press(&first, &[("action", "cancel")]).await;
    app.come_back(&way).await;
    assert_eq!(app.payment(&payer, &first).await["status"], "cancelled");
    assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "issued");

    let second = app.begin(&payer, &invoice_id, "zarinpal").await;
    assert_ne!(second.payment_id, first.payment_id);
    app.pay(&second).await;
    assert_eq!(app.payment(&payer, &second).await["status"], "succeeded");
    assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "paid");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_amount_than_the_invoices_pays_nothing_and_waits_for_people() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    for gateway in ["zarinpal", "zibal"] {
        let attempt = app.begin(&payer, &invoice_id, gateway).await;
        let way = app.press(&attempt, &[("action", "part"), ("amount", "620000")]).await;
        app.come_back(&way).await;
        assert_eq!(app.payment(&payer, &attempt).await["status"], "needs_review", "{gateway}");
        let steps = app.happened("payment", &attempt.payment_id).await;
        // Zibal holds it for us, and says how much; ZarinPal gives it back where it is not verified.
        let held = ["AmountMismatchDetected", "MismatchedMoneyHeld"];
        let held = if gateway == "zibal" { &held[..] } else { &held[..1] };
        assert!(steps.ends_with(&held.iter().map(|step| (*step).to_owned()).collect::<Vec<_>>()), "{gateway}: {steps:?}");
        assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "issued");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_owed_is_paid_without_a_gateway() {
    let app = TestApp::start().await;
    let payer = app.payer().await;
    let invoice_id = app.invoice(&payer, &[("renewal", 0)]).await;
    let shown = payer.client.get(&format!("/api/v1/invoices/{invoice_id}")).await.expect(200);
    assert_eq!((&shown["status"], &shown["bill_id"], &shown["payment_id"]), (&json!("paid"), &json!(null), &json!(null)));
    let refused = payer.client.post_once(&format!("/api/v1/invoices/{invoice_id}/payments"), "k", json!({})).await;
    assert_eq!((refused.status, &refused.json["type"]), (409, &json!("/problems/invoice-already-paid")));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_is_its_payers_and_finance_may_look() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let attempt = app.begin(&payer, &invoice_id, "zarinpal").await;
    app.pay(&attempt).await;
    let invoice = format!("/api/v1/invoices/{invoice_id}");
    let payment = format!("/api/v1/payments/{}", attempt.payment_id);
    for path in [&invoice, &payment] {
        assert_eq!(app.anyone().get(path).await.status, 401);
        assert_eq!(app.payer().await.client.get(path).await.status, 404);
        assert_eq!(app.staff(Role::Officer).await.get(path).await.status, 404);
    }
    let (_, other) = owing(&app).await;
    let theirs = payer.client.post_once(&format!("/api/v1/invoices/{other}/payments"), "k", json!({})).await;
    assert_eq!(theirs.status, 404);
    for role in [Role::Finance, Role::Auditor] {
        let staff = app.staff(role).await;
        let seen = staff.get(&invoice).await.expect(200);
        assert_eq!(seen["items"].as_array().map(Vec::len), Some(FEES.len()));
        staff.get(&payment).await.expect(200);
        let pay = staff.post_once(&format!("{invoice}/payments"), "k", json!({})).await;
        assert_eq!(pay.status, 404, "looking is not paying");
    }
    let looks: i64 = sqlx::query_scalar("SELECT count(*) FROM events WHERE event_type = 'RecordViewed'").fetch_one(app.ctx.pool()).await.expect("counts");
    assert_eq!(looks, 4, "each look at somebody else's is recorded, and no other");
}
