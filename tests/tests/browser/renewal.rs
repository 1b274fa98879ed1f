//! Renewing a permit on a phone.

use chrono::{TimeZone, Utc};
use tests::app::TestApp;
use tests::browser::Phone;

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_is_started_checked_declared_and_followed_on_a_phone() {
    let app = TestApp::start().await;
    let driver = app.driver(&app.valid_taxi().await, true).await;
    let phone = Phone::start().await;
    phone.resize(360, 760).await;
    let renewal = format!("{}/fa/licences/{}/renewal", app.address, driver.licence_id);
    let moment = |year, month, day| Utc.with_ymd_and_hms(year, month, day, 8, 30, 0).single().expect("a moment");

    app.clock.set(moment(2028, 9, 1));
    app.settle().await;
    phone.sign_in(&app, &driver.applicant.mobile).await;
    phone.open(&renewal).await;
    phone.look("renewal-early").await;

    app.clock.set(moment(2028, 11, 20));
    app.settle().await;
    phone.sign_in(&app, &driver.applicant.mobile).await;
    phone.open(&renewal).await;
    phone.look("renewal-start").await;
    phone.follow("main form button").await;
    phone.look("renewal-check").await;
    phone.follow("main form button").await;
    phone.look("renewal-not-declared").await;
    phone.js("document.querySelector('#declared-yes').click()").await;
    phone.follow("main form button").await;
    app.settle().await;
    let tracker = phone.url().await;
    phone.open(&tracker).await;
    phone.look("renewal-tracker").await;
    assert!(phone.text().await.contains("هزینه را بپردازید"));
    phone.open(&renewal).await;
    phone.look("renewal-under-way").await;

    app.clock.set(moment(2029, 2, 1));
    app.settle().await;
    phone.sign_in(&app, &driver.applicant.mobile).await;
    phone.open(&renewal).await;
    phone.look("renewal-late").await;
    phone.open(&renewal.replace("/fa/", "/en/")).await;
    phone.look("renewal-late-en").await;
    app.clock.set(moment(2029, 3, 1));
    app.settle().await;
    phone.sign_in(&app, &driver.applicant.mobile).await;
    phone.open(&renewal).await;
    phone.look("renewal-too-late").await;
    phone.close().await;
}
