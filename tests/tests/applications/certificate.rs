//! The certificate: the right facts on one sheet, for those who may see them.

use domain::identity::account::Role;
use serde_json::json;
use tests::app::{Answer, TestApp};

#[track_caller]
fn states(sheet: &Answer, facts: &[&str]) {
    assert_eq!((sheet.status, sheet.header("content-type")), (200, "text/html; charset=utf-8"), "{}", sheet.text);
    for fact in facts {
        assert!(sheet.text.contains(fact), "{fact} is missing: {}", sheet.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_states_who_may_drive_what_and_until_when() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, false).await;
    let persian = |text: &str| i18n::digits(i18n::Locale::Fa, text);
    let verify = format!("{}/V/{}", app.address, taxi.code);
    let address = format!("/licences/{}/certificate", driver.licence_id);
    let sheet = driver.applicant.browser.get(&format!("/fa{address}")).await;
    let (number, national_id) = (driver.number.clone(), persian(&driver.applicant.national_id));
    states(&sheet, &["مهدی رستمی", &national_id, &number, "پروانهٔ تاکسیرانی (راننده)", "سازمان تاکسیرانی قزوین", "شهرداری قزوین"]);
    states(&sheet, &["پلاک تاکسی", "ایران خودرو سمند", "دوگانه‌سوز", "صبح", "2026-11-23", "2028-11-22", "۲ آذر ۱۴۰۷", &verify]);
    states(&sheet, &["data:image/jpeg;base64,", "class=\"qr-cert\"", "گرفته شد"]);
    for banned in ["<script", " style=", "<style"] {
        assert!(!sheet.text.contains(banned), "{banned}");
    }
    let english = driver.applicant.browser.get(&format!("/en{address}")).await;
    states(&english, &["Taxi driver permit", &driver.number, &driver.applicant.national_id, "22 November 2028", "1407-09-02", &verify]);

    // Programs get the same sheet; officers and auditors too, and their look is recorded.
    let me = app.token_of(&driver.applicant.mobile).await;
    let by_api = me.get(&format!("/api/v1{address}")).await;
    states(&by_api, &["Taxi driver permit", &driver.applicant.national_id]);
    for role in [Role::Officer, Role::Auditor] {
        let sheet = app.staff(role).await.get(&format!("/api/v1{address}")).await;
        states(&sheet, &[&driver.applicant.national_id, &format!("/en/desk/licences/{}", driver.licence_id)]);
    }
    let looks: i64 = sqlx::query_scalar("SELECT count(*) FROM events WHERE event_type = 'RecordViewed' AND payload::text LIKE '%' || $1 || '%'")
        .bind(driver.licence_id.to_string())
        .fetch_one(app.ctx.pool())
        .await
        .expect("counts");
    assert_eq!(looks, 2, "the holder's own looks are nobody's business");
    for role in [Role::Inspector, Role::Finance, Role::Manager] {
        assert_eq!(app.staff(role).await.get(&format!("/api/v1{address}")).await.status, 404, "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operating_licence_has_one_without_anything_personal() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    app.driver(&taxi, true).await;
    let officer = app.staff(Role::Officer).await.speaking("fa");
    let sheet = officer.get(&format!("/api/v1/licences/{}/certificate", taxi.licence_id)).await;
    let number = i18n::digits(i18n::Locale::Fa, &taxi.number);
    states(&sheet, &[&number, "تاکسی ویژهٔ گردشی", "پلاک تاکسی", &format!("{}/V/{}", app.address, taxi.code)]);
    assert!(!sheet.text.contains("مهدی") && !sheet.text.contains("کد ملی"), "{}", sheet.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_in_force_has_no_certificate() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, false).await;
    let officer = app.staff(Role::Officer).await;
    let api = format!("/api/v1/licences/{}", driver.licence_id);
    officer.post(&format!("{api}/suspensions"), json!({"ground": "court-order"})).await.expect(200);
    let me = app.token_of(&driver.applicant.mobile).await;
    let refused = me.get(&format!("{api}/certificate")).await;
    assert_eq!((refused.status, &refused.json["type"]), (409, &json!("/problems/licence-not-in-force")), "{}", refused.text);
    let page = driver.applicant.browser.get(&format!("/fa/licences/{}/certificate", driver.licence_id)).await;
    assert!(page.status == 409 && page.text.contains("گواهی ندارد"), "{}", page.text);
    officer.post(&format!("{api}/suspensions/lift"), json!({"reason": "recorded-in-error"})).await.expect(200);
    assert_eq!(me.get(&format!("{api}/certificate")).await.status, 200);
}
