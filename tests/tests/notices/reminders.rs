//! Who holds a permit is reminded in time, so many times and no more.

use crate::give_email;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::notices::notice::NoticeContent;
use projections::notices::{NoticeState, query};
use serde_json::json;
use tests::app::{Driver, TestApp};
use tests::mail::MailServer;

/// The last valid day of a permit of two years that was issued at the tests' noon.
fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2028, 11, 22).expect("a real day")
}

/// The first moment in Tehran of the day that lies so many days before the last.
fn before(days: u64) -> DateTime<Utc> {
    let day = last_day() - Days::new(days);
    day.and_hms_opt(0, 0, 0).expect("midnight").and_utc() - TimeDelta::minutes(210)
}

/// The windows of the reminders so far, the oldest first.
async fn reminded(app: &TestApp, driver: &Driver) -> Vec<u16> {
    let rows = query::about(app.ctx.pool(), driver.licence_id).await.expect("reads");
    let windows = rows.iter().rev().filter_map(|row| match &row.content {
        NoticeContent::RenewalDue { window, expires_on, .. } => {
            assert_eq!((*expires_on, row.state), (last_day(), NoticeState::Delivered));
            Some(*window)
        }
        _ => None,
    });
    windows.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_is_reminded_sixty_thirty_and_fourteen_days_before_and_on_the_day() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, false).await;
    let mut expected = Vec::new();
    for window in [60, 30, 14, 0_u16] {
        app.clock.set(before(window.into()) - TimeDelta::seconds(1));
        app.settle().await;
        assert_eq!(reminded(&app, &driver).await, expected, "not a moment before day {window}");
        expected.push(window);
        for hour in [0, 9, 23] {
            app.clock.set(before(window.into()) + TimeDelta::hours(hour));
            app.settle().await;
            assert_eq!(reminded(&app, &driver).await, expected, "once");
        }
    }
    app.clock.set(before(0) + TimeDelta::days(40));
    app.settle().await;
    assert_eq!(reminded(&app, &driver).await, expected, "what has expired is no more to be renewed in time");

    let notices = app.messages.notices();
    let reminders: Vec<_> = notices.iter().filter(|notice| notice.template == "renewal-due").collect();
    assert_eq!(reminders.len(), 4, "the car's licence, which an officer recorded, has no holder to remind");
    for reminder in reminders {
        assert_eq!(reminder.to.text(), driver.applicant.mobile);
        assert_eq!(reminder.link, format!("{}/fa/licences/{}/renewal", app.ctx.public_url, driver.licence_id));
    }
    assert_eq!(event_store::reactor::parked(app.ctx.pool()).await.expect("reads"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_was_away_sends_the_last_reminder_only_and_the_link_leads_to_the_renewal() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, false).await;
    app.clock.set(before(10));
    app.settle().await;
    assert_eq!(reminded(&app, &driver).await, [14]);
    let browser = app.signed_in(&driver.applicant.mobile).await;
    let page = browser.get(&format!("/fa/licences/{}/renewal", driver.licence_id)).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let shown = browser.get(&format!("/en/licences/{}", driver.licence_id)).await.text;
    assert!(shown.contains("reminder to renew, text message"), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gave_an_address_is_reminded_by_mail_until_the_renewal_is_sent_and_in_the_next_term_again() {
    let app = TestApp::start().await;
    let server = MailServer::start();
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, false).await;
    give_email(&app, &driver.applicant, "driver@example.org").await;
    app.messages.mail_goes_to(server.messenger());
    let link = format!("{}/fa/licences/{}/renewal", app.ctx.public_url, driver.licence_id);
    let reminders = || server.taken().into_iter().filter(|mail| mail.text().contains(&link)).collect::<Vec<_>>();
    for (window, sent) in [(60, 1), (30, 2)] {
        app.clock.set(before(window));
        app.settle().await;
        assert_eq!(reminders().len(), sent, "{window} days before");
    }
    for mail in reminders() {
        assert_eq!(mail.to, ["driver@example.org"]);
        assert!(mail.text().contains("۲ آذر ۱۴۰۷") && mail.html().contains(&link), "{}", mail.text());
    }
    let holder = app.token_of(&driver.applicant.mobile).await;
    let shown = app.signed_in(&driver.applicant.mobile).await.get(&format!("/en/licences/{}", driver.licence_id)).await.text;
    assert!(shown.contains("reminder to renew, e-mail"), "{shown}");

    // Sent in, it needs no reminder; renewed, the next term has its own.
    app.clock.set(before(29));
    let begun = holder.post(&format!("/api/v1/licences/{}/renewals", driver.licence_id), json!({})).await.expect(201);
    let path = format!("/api/v1/applications/{}", begun["application_id"].as_str().expect("an id"));
    holder.post(&format!("{path}/submission"), json!({"declared": true})).await.expect(200);
    app.settle().await;
    app.clock.set(before(14));
    app.settle().await;
    assert_eq!(reminders().len(), 2, "nobody is reminded of what is under way");
    let payer = app.payer_of(&driver.applicant).await;
    let due = payer.client.get(&path).await.expect(200);
    app.pay(&app.begin(&payer, due["invoice_id"].as_str().expect("a bill"), "zarinpal").await).await;
    app.settle().await;
    let renewed = payer.client.get(&format!("/api/v1/licences/{}", driver.licence_id)).await.expect(200);
    let last: NaiveDate = renewed["expires_on"].as_str().and_then(|day| day.parse().ok()).expect("a day");
    let next = (last - Days::new(60)).and_hms_opt(8, 0, 0).expect("a morning").and_utc();
    app.clock.set(next - TimeDelta::days(1));
    app.settle().await;
    assert_eq!(reminders().len(), 2);
    app.clock.set(next);
    app.settle().await;
    assert_eq!(reminders().len(), 3, "sixty days before the next one");
}
