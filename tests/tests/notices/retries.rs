//! Mail servers go down, refuse, and come back.

use crate::give_email;
use application::notices::Sender;
use application::ports::Clock as _;
use chrono::TimeDelta;
use domain::identity::account::Role;
use notifier::Outgoing;
use projections::notices::{NoticeRow, NoticeState, query};
use std::sync::Arc;
use tests::app::{Applicant, TestApp};
use tests::mail::MailServer;
use tests::parvaneh::Parvaneh;

const EMAIL: &str = "driver@example.org";

/// Somebody with an address, to whom a notice goes next.
async fn owing(app: &TestApp, server: &MailServer) -> Applicant {
    let taxi = app.valid_taxi().await;
    let applicant = app.applied(&taxi, false).await;
    give_email(app, &applicant, EMAIL).await;
    app.messages.mail_goes_to(server.messenger());
    applicant
}

async fn notice(app: &TestApp, applicant: &Applicant) -> NoticeRow {
    let rows = query::about(app.ctx.pool(), applicant.application_id).await.expect("reads");
    let [row] = rows.as_slice() else { panic!("one notice: {rows:?}") };
    row.clone()
}

async fn happened(app: &TestApp, row: &NoticeRow) -> Vec<String> {
    app.happened("notice", &row.notice_id.to_string()).await
}

async fn later(app: &TestApp, pause: TimeDelta) {
    app.clock.set(app.clock.now() + pause);
    app.settle().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_server_is_down_it_waits_longer_each_time_and_once_it_is_back_it_goes_out_once() {
    let app = TestApp::start().await;
    let server = MailServer::start();
    let applicant = owing(&app, &server).await;
    let address = server.address();
    drop(server);

    app.agree_to(&applicant).await;
    let row = notice(&app, &applicant).await;
    assert_eq!((row.state, row.attempts, row.reason.as_deref()), (NoticeState::Waiting, 1, Some("unreachable")));
    later(&app, TimeDelta::seconds(59)).await;
    assert_eq!(notice(&app, &applicant).await.attempts, 1, "a minute's pause is a minute");
    later(&app, TimeDelta::seconds(1)).await;
    assert_eq!(notice(&app, &applicant).await.attempts, 2);

    let server = MailServer::start_at(address);
    later(&app, TimeDelta::minutes(4)).await;
    assert_eq!(server.taken(), [], "the second pause is longer");
    later(&app, TimeDelta::minutes(1)).await;
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].message_id, format!("<{}@example.org>", row.notice_id));
    later(&app, TimeDelta::days(3)).await;
    assert_eq!(server.taken().len(), 1, "once delivered, not again");
    let history = happened(&app, &row).await;
    assert_eq!(history, ["NoticePrepared", "NoticeDeliveryFailed", "NoticeDeliveryFailed", "NoticeDelivered"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_busy_is_asked_again_until_it_is_given_up() {
    let app = TestApp::start().await;
    let server = MailServer::start();
    let applicant = owing(&app, &server).await;
    server.refuse(451);
    app.agree_to(&applicant).await;
    let pauses = app.ctx.policy_now().notices.retry_minutes.clone();
    for (tried, minutes) in (1..).zip(&pauses) {
        let row = notice(&app, &applicant).await;
        assert_eq!((row.state, row.attempts, row.reason.as_deref()), (NoticeState::Waiting, tried, Some("busy")));
        later(&app, TimeDelta::minutes((*minutes).into())).await;
    }
    let row = notice(&app, &applicant).await;
    assert_eq!((row.state, row.next_at), (NoticeState::Undeliverable, None));
    assert_eq!(usize::try_from(row.attempts).ok(), Some(pauses.len() + 1));
    server.refuse(0);
    later(&app, TimeDelta::days(30)).await;
    assert_eq!(server.taken(), [], "what was given up stays so");
    let server_words: i64 =
        sqlx::query_scalar("SELECT count(*) FROM events WHERE payload::text LIKE '%driver@%'").fetch_one(app.ctx.pool()).await.expect("counts");
    assert_eq!(server_words, 0, "the server's own words quote the address");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recipient_that_the_server_refuses_is_given_up_at_once() {
    let app = TestApp::start().await;
    let server = MailServer::start();
    let applicant = owing(&app, &server).await;
    server.refuse(550);
    app.agree_to(&applicant).await;
    let row = notice(&app, &applicant).await;
    assert_eq!((row.state, row.attempts, row.reason.as_deref()), (NoticeState::Undeliverable, 1, Some("refused")));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_any_way_out_it_is_given_up_at_once_and_says_why() {
    let app = TestApp::start_with(|ctx| ctx.messenger = Arc::new(Outgoing::default())).await;
    let account = app.payer().await;
    let invoice_id = app.invoice(&account, &[("issue", 6_200_000)]).await;
    app.settle().await;
    let history: Vec<(String, Option<String>)> =
        sqlx::query_as("SELECT state, reason FROM notices WHERE invoice_id = $1::uuid").bind(&invoice_id).fetch_all(app.ctx.pool()).await.expect("reads");
    assert_eq!(history, [("undeliverable".to_owned(), Some("no-sms-provider".to_owned()))]);

    let auditor = app.staff(Role::Auditor).await;
    let told = auditor.get("/api/v1/events?type=NoticeUndeliverable").await.expect(200);
    assert_eq!(told["items"].as_array().map(Vec::len), Some(1), "{told}");
    let (_, found) = Parvaneh::beside(&app).json(&["doctor"]);
    let notices = found["checks"].as_array().and_then(|checks| checks.iter().find(|check| check["name"] == "notices")).expect("a check");
    assert!(notices["detail"].is_string(), "{notices}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_at_once_send_it_once() {
    let app = TestApp::start().await;
    let server = MailServer::start();
    let applicant = owing(&app, &server).await;
    server.refuse(451);
    app.agree_to(&applicant).await;
    server.refuse(0);
    app.clock.set(app.clock.now() + TimeDelta::minutes(1));
    let (one, other) = (Sender::new(app.ctx.clone()), Sender::new(app.ctx.clone()));
    let (one, other) = tokio::join!(one.catch_up(), other.catch_up());
    assert!(one.expect("is sent") || other.expect("is sent"));
    app.settle().await;
    assert_eq!(server.taken().len(), 1);
    assert_eq!(happened(&app, &notice(&app, &applicant).await).await, ["NoticePrepared", "NoticeDeliveryFailed", "NoticeDelivered"]);
}
