use super::owing;
use futures::future::join_all;
use psp_simulator::{Call, Fault};
use serde_json::json;
use tests::app::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_gives_the_same_answer_whatever_happened_since() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let path = format!("/api/v1/invoices/{invoice_id}/payments");
    let first = payer.client.post_once(&path, "my-key", json!({})).await;
    assert_eq!(first.header("location"), format!("/api/v1/payments/{}", first.json["payment_id"].as_str().unwrap_or_default()));
    let answer = first.expect(201);
    assert_eq!(payer.client.post_once(&path, "my-key", json!({})).await.expect(201), answer);

    let attempt = tests::app::Attempt {
        payment_id: answer["payment_id"].as_str().unwrap_or_default().to_owned(),
        pay_url: answer["redirect_url"].as_str().unwrap_or_default().to_owned(),
    };
    app.pay(&attempt).await;
    assert_eq!(payer.client.post_once(&path, "my-key", json!({})).await.expect(201), answer, "after it was paid, too");

    let other_body = payer.client.post_once(&path, "my-key", json!({"gateway": "zibal"})).await;
    assert_eq!((other_body.status, &other_body.json["type"]), (422, &json!("/problems/key-reused")));
    let other_key = payer.client.post_once(&path, "another-key", json!({})).await;
    assert_eq!((other_key.status, &other_key.json["type"]), (409, &json!("/problems/invoice-already-paid")));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_with_one_key_begin_one_payment() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let path = format!("/api/v1/invoices/{invoice_id}/payments");
    let answers = join_all((0..10).map(|_| payer.client.post_once(&path, "my-key", json!({})))).await;
    let first = answers[0].clone().expect(201);
    assert!(answers.into_iter().all(|answer| answer.expect(201) == first));
    let payment_id = first["payment_id"].as_str().unwrap_or_default();
    assert_eq!(app.happened("payment", payment_id).await, ["PaymentCreated", "GatewaySessionRequested", "GatewaySessionOpened"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_moves_money_needs_a_key_and_a_known_gateway() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let path = format!("/api/v1/invoices/{invoice_id}/payments");
    let keyless = payer.client.post(&path, json!({})).await;
    assert_eq!((keyless.status, keyless.faults()), (400, vec![("/Idempotency-Key".to_owned(), "key-needed".to_owned())]));
    let unknown = payer.client.post_once(&path, "k", json!({"gateway": "paypal"})).await;
    assert_eq!((unknown.status, unknown.faults()), (422, vec![("/gateway".to_owned(), "unknown-gateway".to_owned())]));
    assert_eq!(app.anyone().post(&path, json!({})).await.status, 401, "who must sign in hears that first");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_opens_no_session_took_no_money_and_the_same_key_goes_on() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let path = format!("/api/v1/invoices/{invoice_id}/payments");
    app.psp.desk().order(Call::Request, Fault::DropReply, 1);
    let silent = payer.client.post_once(&path, "my-key", json!({})).await;
    assert_eq!((silent.status, silent.header("retry-after")), (503, "1"));
    let answer = payer.client.post_once(&path, "my-key", json!({})).await.expect(201);
    let attempt = tests::app::Attempt {
        payment_id: answer["payment_id"].as_str().unwrap_or_default().to_owned(),
        pay_url: answer["redirect_url"].as_str().unwrap_or_default().to_owned(),
    };
    app.pay(&attempt).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "succeeded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_refuses_ends_the_attempt() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let path = format!("/api/v1/invoices/{invoice_id}/payments");
    app.psp.desk().order(Call::Request, Fault::Refuse { code: -11 }, 1);
    for _ in 0..2 {
        let refused = payer.client.post_once(&path, "my-key", json!({})).await;
        assert_eq!((refused.status, &refused.json["type"]), (409, &json!("/problems/gateway-refused")));
    }
    payer.client.post_once(&path, "another-key", json!({})).await.expect(201);
}
