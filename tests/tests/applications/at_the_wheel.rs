//! Who drives follows the permit: until it ends, from its renewal on, and in the shift that it asks for.

use crate::renewals::{driver, on, pay, press_renew, renewed_unchanged};
use domain::identity::account::Role;
use domain::identity::person::person_of;
use projections::assignments::{AssignmentRow, query};
use serde_json::json;
use tests::app::{Applicant, Driver, TestApp};

async fn drives(app: &TestApp, driver: &Driver) -> Option<AssignmentRow> {
    let person_id = person_of(driver.applicant.actor.account_id().expect("an account"));
    query::current_of_person(app.ctx.pool(), person_id).await.expect("reads")
}

async fn nothing_is_parked(app: &TestApp) {
    assert_eq!(event_store::reactor::parked(app.ctx.pool()).await.expect("reads"), 0, "nothing went wrong");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_ends_when_the_permit_expires_and_begins_again_with_its_renewal() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    let first = drives(&app, &driver).await.expect("drives");
    on(&app, "2028-12-10").await;
    assert_eq!(drives(&app, &driver).await, None);
    let application = renewed_unchanged(&app, &driver).await;
    pay(&app, &driver, &application).await;
    let again = drives(&app, &driver).await.expect("drives again");
    assert_eq!((again.vehicle_id, again.licence_id, &again.shift), (first.vehicle_id, first.licence_id, &first.shift));
    nothing_is_parked(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kept_in_force_it_goes_on() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    let first = drives(&app, &driver).await.expect("drives");
    on(&app, "2028-11-20").await;
    let application = renewed_unchanged(&app, &driver).await;
    on(&app, "2028-11-28").await;
    assert_eq!(drives(&app, &driver).await.as_ref(), Some(&first));
    pay(&app, &driver, &application).await;
    assert_eq!(drives(&app, &driver).await, Some(first));
    nothing_is_parked(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_ends_with_a_revocation_and_a_new_permit_brings_another_car() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    let officer = app.staff(Role::Officer).await;
    officer.post(&format!("/api/v1/licences/{}/revocation", driver.licence_id), json!({"ground": "end-of-life"})).await.expect(200);
    app.settle().await;
    assert_eq!(drives(&app, &driver).await, None);

    let other = app.valid_taxi().await;
    let anew = app.drafted_by(&driver.applicant.mobile, &other, true).await;
    app.send_in(&anew).await;
    app.agree_to(&anew).await;
    let permit = app.paid(&anew).await;
    let now = drives(&app, &driver).await.expect("drives");
    assert_eq!((now.vehicle_id.to_string(), now.licence_id), (other.vehicle_id, permit.licence_id));
    nothing_is_parked(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_that_asks_for_another_shift_brings_it() {
    let app = TestApp::start().await;
    let driver = driver(&app).await;
    let first = drives(&app, &driver).await.expect("drives");
    assert_eq!(first.shift, "morning");
    on(&app, "2028-11-20").await;
    let check = press_renew(&app.signed_in(&driver.applicant.mobile).await, &driver).await;
    let application = check.strip_prefix("/fa/applications/").and_then(|rest| rest.strip_suffix("/check")).expect("everything is there");
    let path = format!("/api/v1/applications/{application}");
    let holder = app.token_of(&driver.applicant.mobile).await;
    holder.patch(&path, json!({"answers": {"shift": "night"}})).await.expect(200);
    holder.post(&format!("{path}/submission"), json!({"declared": true})).await.expect(200);
    app.settle().await;
    app.agree_to(&Applicant { application_id: application.parse().expect("an id"), ..driver.applicant.clone() }).await;
    assert_eq!(drives(&app, &driver).await.as_ref(), Some(&first), "agreed to, and not paid yet");
    pay(&app, &driver, application).await;
    let now = drives(&app, &driver).await.expect("drives");
    assert_eq!((now.assignment_id, now.shift.as_str()), (first.assignment_id, "night"));
    assert_eq!(app.happened("assignment", &now.assignment_id.to_string()).await, ["DriverAssigned", "ShiftChanged"]);
    nothing_is_parked(&app).await;
}
