use super::{invoice_status, minutes, owing, seconds};
use psp_simulator::{Call, Fault, Standing};
use serde_json::json;
use tests::app::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_to_the_verification_is_doubt_and_asking_again_ends_it() {
    let app = TestApp::start().await;
    for gateway in ["zarinpal", "zibal"] {
        let (payer, invoice_id) = owing(&app).await;
        let attempt = app.begin(&payer, &invoice_id, gateway).await;
        // The gateway books it, and nobody hears of it.
        app.psp.desk().order(Call::Verify, Fault::DropReply, 2);
        app.pay(&attempt).await;
        assert_eq!(app.psp.desk().payment(attempt.authority()).expect("known").standing, Standing::Verified);
        assert_eq!(app.payment(&payer, &attempt).await["status"], "in_doubt");
        assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "issued");

        let again = payer.client.post_once(&format!("/api/v1/invoices/{invoice_id}/payments"), "again", json!({})).await;
        assert_eq!((again.status, &again.json["type"]), (409, &json!("/problems/payment-in-doubt")), "nobody pays twice by mistake");

        app.sweep_after(seconds(1)).await;
        let asked = |events: Vec<String>| events.iter().filter(|event| *event == "GatewayTimeoutDuringVerification").count();
        assert_eq!(asked(app.happened("payment", &attempt.payment_id).await), 1, "two seconds are not over");
        app.sweep_after(seconds(1)).await;
        assert_eq!(asked(app.happened("payment", &attempt.payment_id).await), 2);
        app.sweep_after(seconds(3)).await;
        assert_eq!(app.payment(&payer, &attempt).await["status"], "in_doubt", "four seconds are not over");
        app.sweep_after(seconds(1)).await;
        assert_eq!(app.payment(&payer, &attempt).await["status"], "succeeded");
        assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "paid");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_again_finds_out_at_once() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let attempt = app.begin(&payer, &invoice_id, "zarinpal").await;
    app.psp.desk().order(Call::Verify, Fault::ServerError { committed: true }, 1);
    app.pay(&attempt).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "in_doubt");
    app.come_back(&attempt.way_back("OK")).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "succeeded");
    assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "paid");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_stays_silent_too_long_is_a_matter_for_people_and_the_money_still_counts() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let attempt = app.begin(&payer, &invoice_id, "zarinpal").await;
    let down = Fault::ServerError { committed: false };
    for call in [Call::Verify, Call::Inquiry, Call::Unverified] {
        app.psp.desk().order(call, down, 1_000);
    }
    app.pay(&attempt).await;
    for _ in 0..20 {
        app.sweep_after(seconds(61)).await;
    }
    assert_eq!(app.payment(&payer, &attempt).await["status"], "needs_review");
    let events = app.happened("payment", &attempt.payment_id).await;
    assert!(!events.iter().any(|event| event == "PaymentRejected" || event == "PaymentExpired"), "silence is no answer: {events:?}");

    app.psp.desk().clear_faults();
    app.sweep_after(seconds(61)).await;
    assert_eq!(app.payment(&payer, &attempt).await["status"], "succeeded", "the list of unverified payments has it");
    assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "paid");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_process_left_half_done_is_finished_by_the_next() {
    use application::ports::Clock as _;
    use domain::payments::payment::{Claimed, Payment, PaymentCommand};
    use projections::payments::query::unknown_since;
    let app = TestApp::start().await;
    for stop in ["after the claim", "after the request"] {
        let (payer, invoice_id) = owing(&app).await;
        let attempt = app.begin(&payer, &invoice_id, "zibal").await;
        app.press(&attempt, &[("action", "pay")]).await;
        let id = uuid::Uuid::parse_str(&attempt.payment_id).expect("an id");
        let mut commands = vec![PaymentCommand::ReceiveCallback { claims: Claimed::Ok }];
        if stop == "after the request" {
            commands.push(PaymentCommand::RequestVerification);
        }
        for command in commands {
            let envelope = app.operator().envelope(&app.ctx, "Interrupted", &application::CommandKey::fresh());
            let executed = app.ctx.store.execute::<Payment>(id, command, envelope).await.expect("is written");
            app.ctx.reached(executed.last_position).await.expect("is read");
        }
        assert_eq!(unknown_since(app.ctx.pool()).await.expect("answers"), Some(app.clock.now()), "{stop}: for all to see");
        app.sweep_after(minutes(1)).await;
        assert_eq!(unknown_since(app.ctx.pool()).await.expect("answers"), None, "{stop}");
        assert_eq!(app.payment(&payer, &attempt).await["status"], "succeeded", "{stop}");
        assert_eq!(invoice_status(&app, &payer, &invoice_id).await, "paid");
    }
}
