use super::{invoice_status, owing};
use tests::app::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_word_changes_nothing_and_the_true_one_still_counts() {
    let app = TestApp::start().await;
    for forged in ["OK", "NOK"] {
        let (payer, invoice_id) = owing(&app).await;
        let attempt = app.begin(&payer, &invoice_id, "zarinpal").await;
        assert_eq!(app.come_back(&attempt.way_back(forged)).await.status, 303);
        let waiting = app.payment(&payer, &attempt).await;
        assert_eq!(waiting["status"], "verifying", "{forged}: asked, and not paid yet");
        assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "issued");

        app.pay(&attempt).await;
        assert_eq!(app.payment(&payer, &attempt).await["status"], "succeeded", "{forged}");
        assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "paid");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_no_does_not_take_back_what_was_paid() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let attempt = app.begin(&payer, &invoice_id, "zarinpal").await;
    let way = app.press(&attempt, &[("action", "pay")]).await;
    app.come_back(&attempt.way_back("NOK")).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "succeeded", "the gateway says that it was paid");
    let before = app.happened("payment", &attempt.payment_id).await;
    for way in [way, attempt.way_back("NOK")] {
        assert_eq!(app.come_back(&way).await.status, 303);
    }
    app.settle().await;
    assert_eq!(app.happened("payment", &attempt.payment_id).await, before);
    assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "paid");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_repeated_a_hundred_times_is_kept_once() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let attempt = app.begin(&payer, &invoice_id, "zarinpal").await;
    for _ in 0..3 {
        for word in ["OK", "NOK"] {
            app.come_back(&attempt.way_back(word)).await;
        }
    }
    let claims = app.happened("payment", &attempt.payment_id).await;
    assert_eq!(claims.iter().filter(|event| *event == "CallbackReceived").count(), 2);
    assert_eq!(claims.iter().filter(|event| *event == "VerificationRequested").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_names_no_session_of_ours_leads_nowhere() {
    let app = TestApp::start().await;
    for nonsense in [
        "/payments/return",
        "/payments/return?Authority=&Status=OK",
        "/payments/return?Authority=A00000000000000000000000000000000001&Status=OK",
        "/payments/return?trackId=1&success=1",
        "/payments/return?Authority=%3Cscript%3E&Status=OK",
    ] {
        assert_eq!(app.come_back(nonsense).await.status, 404, "{nonsense}");
    }
    assert_eq!(app.happened("payment", "").await.len(), 0);
}
