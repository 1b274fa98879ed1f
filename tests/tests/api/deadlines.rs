//! What happens when a day has passed, without anybody doing anything.

use application::CommandKey;
use application::applications::{InformationInput, SubmissionInput, UploadInput, request_information, submit, upload};
use application::scheduler::Scheduler;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::identity::account::Role;
use domain::policy::ApplicationRules;
use event_store::Recorded;
use event_store::history::{self, Filter, Order};
use projections::applications::{Stage, query};
use serde_json::json;
use tests::app::{TestApp, officer, picture};
use uuid::Uuid;

/// The first moment of a civil day in Tehran.
fn begins(day: &str) -> DateTime<Utc> {
    let day: NaiveDate = day.parse().expect("a day");
    day.and_hms_opt(0, 0, 0).expect("midnight").and_utc() - TimeDelta::minutes(210)
}

async fn told(app: &TestApp, event_type: &str) -> Vec<Recorded> {
    let filter = Filter { event_type: Some(event_type.to_owned()), ..Filter::default() };
    history::page(app.ctx.pool(), &filter, Order::OldestFirst, 1_000).await.expect("reads")
}

async fn parked(app: &TestApp) -> i64 {
    event_store::reactor::parked(app.ctx.pool()).await.expect("reads")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_licence_expires_by_its_date_and_the_log_says_so_once() {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    let taxi = app.taxi_by(&officer).await;
    let scan = format!("/api/v1/scan/{}", taxi.code);
    let end = begins("2028-11-23");

    app.clock.set(end - TimeDelta::seconds(1));
    app.settle().await;
    assert_eq!(app.anyone().get(&scan).await.expect(200)["verdict"], json!("valid"));
    assert_eq!(told(&app, "LicenceExpired").await.len(), 0);

    app.clock.set(end);
    // By the date alone: nobody has settled anything yet.
    let seen = app.anyone().get(&scan).await.expect(200);
    assert_eq!((&seen["valid"], &seen["verdict"]), (&json!(false), &json!("expired")));
    assert_eq!(told(&app, "LicenceExpired").await.len(), 0);

    app.settle().await;
    let expired = told(&app, "LicenceExpired").await;
    assert_eq!(expired.len(), 1);
    assert_eq!(expired[0].payload, json!({"LicenceExpired": {"on": "2028-11-22"}}).to_string());
    assert_eq!((&expired[0].aggregate_id, expired[0].recorded_at), (&taxi.licence_id, end));
    let issued = told(&app, "LicenceIssued").await;
    assert_eq!((expired[0].causation_id, expired[0].correlation_id), (issued[0].event_id, issued[0].correlation_id));
    assert_eq!(app.anyone().get(&scan).await.expect(200)["verdict"], json!("expired"));

    app.clock.set(end + TimeDelta::days(40));
    app.settle().await;
    assert_eq!(told(&app, "LicenceExpired").await.len(), 1);
    let suspend = officer.post(&format!("/api/v1/licences/{}/suspensions", taxi.licence_id), json!({"ground": "off-route"})).await;
    assert_eq!((suspend.status, &suspend.json["type"]), (409, &json!("/problems/licence-expired")));
    // The car is free for another licence, and its code stays.
    officer.post(&format!("/api/v1/vehicles/{}/licences", taxi.vehicle_id), json!({})).await.expect(201);
    assert_eq!(app.anyone().get(&scan).await.expect(200)["verdict"], json!("valid"));
}

#[tokio::test(flavor = "multi_thread")]
async fn past_its_last_day_what_was_revoked_stays_so_and_what_is_suspended_has_expired() {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    let (revoked, suspended) = (app.taxi_by(&officer).await, app.taxi_by(&officer).await);
    officer.post(&format!("/api/v1/licences/{}/revocation", revoked.licence_id), json!({"ground": "forged-papers"})).await.expect(200);
    officer.post(&format!("/api/v1/licences/{}/suspensions", suspended.licence_id), json!({"ground": "off-route"})).await.expect(200);

    app.clock.set(begins("2028-11-23"));
    let verdict = async |code: &str| app.anyone().get(&format!("/api/v1/scan/{code}")).await.expect(200)["verdict"].clone();
    assert_eq!((verdict(&revoked.code).await, verdict(&suspended.code).await), (json!("revoked"), json!("expired")));
    app.settle().await;
    assert_eq!((verdict(&revoked.code).await, verdict(&suspended.code).await), (json!("revoked"), json!("expired")));
    let expired: Vec<String> = told(&app, "LicenceExpired").await.into_iter().map(|event| event.aggregate_id).collect();
    assert_eq!((expired, parked(&app).await), (vec![suspended.licence_id], 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_schedulers_at_once_do_it_once() {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    for _ in 0..5 {
        app.taxi_by(&officer).await;
    }
    app.clock.set(begins("2028-11-23"));
    let (one, other) = (Scheduler::new(app.ctx.clone()), Scheduler::new(app.ctx.clone()));
    let (one, other) = tokio::join!(one.catch_up(), other.catch_up());
    assert!(one.expect("is done") || other.expect("is done"));
    app.settle().await;
    assert_eq!((told(&app, "LicenceExpired").await.len(), parked(&app).await), (5, 0));
}

async fn stage(app: &TestApp, application_id: Uuid) -> Stage {
    query::application(app.ctx.pool(), application_id).await.expect("reads").expect("is there").stage
}

/// The first moment after so many days, today not counted.
fn days_later(days: u16) -> DateTime<Utc> {
    begins("2026-11-24") + TimeDelta::days(days.into())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_whose_applicant_does_not_answer_is_not_taken_up() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let (silent, brisk) = (app.applied(&taxi, false).await, app.applied(&taxi, false).await);
    for applicant in [&silent, &brisk] {
        let input = InformationInput::parse(&[], &["portrait".to_owned()], "عکس تار است").expect("good input");
        request_information(&app.ctx, &officer(), applicant.application_id, input, &CommandKey::fresh()).await.expect("is asked for");
    }
    let document = UploadInput { kind: "portrait".to_owned(), valid_until: String::new(), file: picture() };
    upload(&app.ctx, &brisk.actor, brisk.application_id, document, &CommandKey::fresh()).await.expect("is handed in");
    submit(&app.ctx, &brisk.actor, brisk.application_id, SubmissionInput::default(), &CommandKey::fresh()).await.expect("is sent");

    let days = rules(&app).information_days;
    app.clock.set(days_later(days) - TimeDelta::seconds(1));
    app.settle().await;
    assert_eq!(stage(&app, silent.application_id).await, Stage::InformationRequested, "the last day is a good one");

    app.clock.set(days_later(days));
    app.settle().await;
    assert_eq!(stage(&app, silent.application_id).await, Stage::NotTakenUp);
    assert_eq!(stage(&app, brisk.application_id).await, Stage::UnderReview);
    app.clock.set(days_later(days + 40));
    app.settle().await;
    assert_eq!((told(&app, "ApplicationNotTakenUp").await.len(), parked(&app).await), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_whose_fee_is_not_paid_in_time_is_not_taken_up() {
    let app = TestApp::start().await;
    let (taxi, other) = (app.valid_taxi().await, app.valid_taxi().await);
    let owing = app.agreed(&taxi, false).await;
    let paid = app.driver(&other, false).await.applicant;

    let days = rules(&app).payment_days;
    app.clock.set(days_later(days) - TimeDelta::seconds(1));
    app.settle().await;
    assert_eq!(stage(&app, owing.application_id).await, Stage::PaymentDue, "the last day is a good one");

    app.clock.set(days_later(days));
    app.settle().await;
    assert_eq!(stage(&app, owing.application_id).await, Stage::NotTakenUp);
    assert_eq!(stage(&app, paid.application_id).await, Stage::Granted);
    assert_eq!((told(&app, "ApplicationNotTakenUp").await.len(), parked(&app).await), (1, 0));
}

fn rules(app: &TestApp) -> ApplicationRules {
    app.ctx.policy_now().permit_kind("taxi_driver").and_then(|kind| kind.application.clone()).expect("can be applied for")
}
