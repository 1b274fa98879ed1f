use super::{invoice_status, minutes, owing};
use psp_simulator::{Call, CallbackFault, Fault};
use reqwest::Method;
use serde_json::json;
use tests::app::{ApiClient, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_pays_and_never_comes_back_has_paid() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let attempt = app.begin(&payer, &invoice_id, "zarinpal").await;
    app.psp.desk().order_callback(CallbackFault::Lost);
    let browser = ApiClient::new("");
    browser.send(browser.request(Method::POST, &attempt.pay_url).form(&[("action", "pay")])).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "started");
    app.sweep_after(minutes(1)).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "succeeded", "by the gateway's list of unverified payments");
    assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "paid");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_without_a_list_is_asked_after_a_quarter_of_an_hour() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let attempt = app.begin(&payer, &invoice_id, "zibal").await;
    app.press(&attempt, &[("action", "pay")]).await;
    app.sweep_after(minutes(14)).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "started");
    app.sweep_after(minutes(1)).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "succeeded");
    assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "paid");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_never_pays_owes_it_still() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let attempt = app.begin(&payer, &invoice_id, "zarinpal").await;
    app.sweep_after(minutes(15)).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "started", "the gateway says that the payer is still there");
    app.sweep_after(minutes(15)).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "failed", "the gateway's own time has run out");
    assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "issued");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_the_gateway_never_opened_is_given_up() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let path = format!("/api/v1/invoices/{invoice_id}/payments");
    app.psp.desk().order(Call::Request, Fault::ServerError { committed: false }, 1);
    assert_eq!(payer.client.post_once(&path, "my-key", json!({})).await.status, 503);
    app.sweep_after(minutes(5)).await;
    let given_up = payer.client.post_once(&path, "my-key", json!({})).await;
    assert_eq!((given_up.status, &given_up.json["type"]), (409, &json!("/problems/payment-expired")));
    payer.client.post_once(&path, "another-key", json!({})).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweep_with_nothing_to_do_does_nothing() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let attempt = app.begin(&payer, &invoice_id, "zarinpal").await;
    app.pay(&attempt).await;
    let head = app.ctx.store.head().await.expect("a head");
    for _ in 0..3 {
        assert!(!app.sweep_after(minutes(30)).await);
    }
    assert_eq!(app.ctx.store.head().await.expect("a head"), head);
}
