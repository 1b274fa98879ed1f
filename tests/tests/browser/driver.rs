//! The driver's own pages in a real browser, on an old phone and on paper, in both languages.

use chrono::TimeDelta;
use domain::identity::account::Role;
use serde_json::json;
use tests::app::{Applicant, TestApp, noon};
use tests::browser::{Phone, read_code};

/// A phone in which somebody has signed in.
pub async fn signed_in(app: &TestApp, mobile: &str) -> Phone {
    let phone = Phone::start().await;
    phone.sign_in(app, mobile).await;
    phone
}

/// Pictures in both languages, and no faults.
async fn look(app: &TestApp, phone: &Phone, name: &str, path: &str) {
    for language in ["en", "fa"] {
        phone.open(&format!("{}/{language}{path}", app.address)).await;
        phone.look(&format!("driver-{name}-{language}")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_fills_and_empties_on_a_phone() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let mobile = app.new_mobile();
    let phone = signed_in(&app, &mobile).await;
    assert!(phone.url().await.ends_with("/fa/my?done=sign-in-done"));
    look(&app, &phone, "desk-empty", "/my").await;
    let applicant: Applicant = app.drafted_by(&mobile, &taxi, true).await;
    let payer = app.payer_of(&applicant).await;
    app.invoice(&payer, &[("issue", 1_000_000)]).await;
    look(&app, &phone, "desk-to-do", "/my").await;
    app.send_in(&applicant).await;
    look(&app, &phone, "desk-under-way", "/my").await;
    app.agree_to(&applicant).await;
    look(&app, &phone, "desk-bill", "/my").await;
    let driver = app.paid(&applicant).await;
    look(&app, &phone, "desk-licence", "/my").await;
    look(&app, &phone, "home", "/").await;

    let licence = format!("/licences/{}", driver.licence_id);
    look(&app, &phone, "licence", &licence).await;
    let scanned = read_code(&phone.screenshot("driver-licence-code").await).expect("the code can be read from the page");
    assert!(scanned.ends_with(&taxi.code), "{scanned}");
    let officer = app.staff(Role::Officer).await;
    officer.post(&format!("/api/v1{licence}/suspensions"), json!({"ground": "court-order"})).await.expect(200);
    look(&app, &phone, "licence-suspended", &licence).await;
    officer.post(&format!("/api/v1{licence}/suspensions/lift"), json!({"reason": "recorded-in-error"})).await.expect(200);

    // On paper: one sheet, whatever the language.
    look(&app, &phone, "certificate", &format!("{licence}/certificate")).await;
    phone.resize(820, 1180).await;
    for language in ["fa", "en"] {
        phone.open(&format!("{}/{language}{licence}/certificate", app.address)).await;
        let paper = phone.printed(&format!("driver-certificate-{language}")).await;
        assert_eq!(pages(&paper), 1, "{language}");
        let seen = phone.on_paper(&format!("driver-certificate-{language}-paper")).await;
        assert!(read_code(&seen).is_some_and(|code| code.ends_with(&taxi.code)), "{language}");
    }

    // The last days have come.
    phone.resize(360, 760).await;
    app.clock.set(noon() + TimeDelta::days(700));
    let later = signed_in(&app, &mobile).await;
    look(&app, &later, "licence-runs-out", &licence).await;
    phone.close().await;
    later.close().await;
}

/// How many pages a PDF of Chromium's has.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page").count() - text.matches("/Type /Pages").count()
}
