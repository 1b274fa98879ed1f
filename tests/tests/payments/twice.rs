use super::{invoice_status, owing};
use futures::future::join_all;
use serde_json::json;
use tests::app::TestApp;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn twenty_returns_at_once_are_one_payment() {
    let app = TestApp::start().await;
    for gateway in ["zarinpal", "zibal"] {
        let (payer, invoice_id) = owing(&app).await;
        let attempt = app.begin(&payer, &invoice_id, gateway).await;
        let way = app.press(&attempt, &[("action", "pay")]).await;
        let answers = join_all((0..20).map(|_| app.come_back(&way))).await;
        assert!(answers.iter().all(|answer| answer.status == 303), "{answers:?}");
        app.settle().await;
        let events = app.happened("payment", &attempt.payment_id).await;
        for once in ["CallbackReceived", "VerificationRequested", "PaymentSucceeded"] {
            assert_eq!(events.iter().filter(|event| *event == once).count(), 1, "{events:?}");
        }
        assert_eq!(app.happened("invoice", &invoice_id).await, ["InvoiceIssued", "InvoicePaid"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_payment_of_an_invoice_is_held() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let first = app.begin(&payer, &invoice_id, "zarinpal").await;
    let second = app.begin(&payer, &invoice_id, "zibal").await;
    app.pay(&first).await;
    app.pay(&second).await;
    assert_eq!(app.payment(&payer, &first).await["status"], "succeeded");
    assert_eq!(app.payment(&payer, &second).await["status"], "duplicate");
    let invoice = payer.client.get(&format!("/api/v1/invoices/{invoice_id}")).await.expect(200);
    assert_eq!((&invoice["status"], &invoice["payment_id"]), (&json!("paid"), &json!(first.payment_id)));
    let payload: String = sqlx::query_scalar("SELECT payload::text FROM events WHERE event_type = 'DuplicatePaymentDetected'")
        .fetch_one(app.ctx.pool())
        .await
        .expect("one duplicate");
    let told: serde_json::Value = serde_json::from_str(&payload).expect("JSON");
    let told = &told["DuplicatePaymentDetected"];
    assert_eq!((&told["paid_by"], &told["amount"], &told["gateway"]), (&json!(first.payment_id), &json!(6_200_000), &json!("zibal")));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_payments_that_come_back_at_once_settle_the_invoice_once() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let attempts = [app.begin(&payer, &invoice_id, "zarinpal").await, app.begin(&payer, &invoice_id, "zarinpal").await];
    join_all(attempts.iter().map(|attempt| app.pay(attempt))).await;
    let mut statuses = Vec::new();
    for attempt in &attempts {
        statuses.push(app.payment(&payer, attempt).await["status"].as_str().unwrap_or_default().to_owned());
    }
    statuses.sort();
    assert_eq!(statuses, ["duplicate", "succeeded"]);
    assert_eq!(app.happened("invoice", &invoice_id).await, ["InvoiceIssued", "InvoicePaid"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn money_for_an_invoice_that_was_cancelled_meanwhile_is_held() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let attempt = app.begin(&payer, &invoice_id, "zarinpal").await;
    let way = app.press(&attempt, &[("action", "pay")]).await;
    cancel(&app, &invoice_id).await;
    app.come_back(&way).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "late");
    assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "cancelled");
    let again = payer.client.post_once(&format!("/api/v1/invoices/{invoice_id}/payments"), "k", json!({})).await;
    assert_eq!((again.status, &again.json["type"]), (409, &json!("/problems/invoice-cancelled")));
}

async fn cancel(app: &TestApp, invoice_id: &str) {
    use domain::payments::invoice::{Invoice, InvoiceCommand};
    let id = Uuid::parse_str(invoice_id).expect("an id");
    let command = InvoiceCommand::Cancel { reason: "withdrawn".to_owned() };
    let envelope = app.operator().envelope(&app.ctx, "CancelInvoice", &application::CommandKey::fresh());
    app.ctx.store.execute::<Invoice>(id, command, envelope).await.expect("is cancelled");
}
