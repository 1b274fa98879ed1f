//! The counter on a phone and on a desk, in both languages.

use domain::identity::account::Role;
use domain::rewards::account::HandOverCode;
use tests::app::TestApp;
use tests::browser::Phone;

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_finds_a_visitor_and_changes_a_lost_number() {
    let app = TestApp::start().await;
    let driver = app.driver(&app.valid_taxi().await, true).await;
    let draft = app.drafted(&app.valid_taxi().await, true).await;
    let mobile = app.new_mobile();
    app.staff_with(Role::Officer, &mobile).await;
    let phone = Phone::start().await;
    phone.resize(360, 760).await;
    phone.sign_in(&app, &mobile).await;
    phone.open(&format!("{}/fa/desk/counter", app.address)).await;
    phone.look("counter-find").await;
    let visitor = app.new_mobile();
    phone.fill("#who", &visitor).await;
    phone.follow("main form button.btn").await;
    phone.look("counter-unknown").await;
    phone.follow("button[value=ask]").await;
    phone.look("counter-open-code").await;
    phone.fill("#code", &app.messages.take_code(&visitor).await).await;
    phone.follow("button[value=code]").await;
    assert!(phone.text().await.contains("مراجع بی‌نام"), "the visitor's page, one page after the number");

    phone.open(&format!("{}/fa/desk/counter", app.address)).await;
    phone.fill("#who", &draft.national_id).await;
    phone.follow("main form button.btn").await;
    phone.look("counter-visit-draft").await;
    phone.open(&format!("{}/fa/desk/counter", app.address)).await;
    phone.fill("#who", &driver.applicant.national_id).await;
    phone.follow("main form button.btn").await;
    phone.look("counter-visit").await;
    let visit = phone.url().await;
    phone.follow("a[href$='/mobile']").await;
    phone.follow("main form button.btn").await;
    phone.look("counter-mobile-refused").await;
    let new = app.new_mobile();
    phone.choose("#evidence", "national_card").await;
    phone.fill("#mobile", &new).await;
    phone.follow("main form button.btn").await;
    phone.look("counter-mobile-code").await;
    phone.fill("#code", &app.messages.take_code(&new).await).await;
    phone.follow("button[value=code]").await;
    phone.look("counter-mobile-changed").await;
    assert!(phone.text().await.contains("شماره تغییر کرد"));

    phone.resize(1280, 900).await;
    phone.open(&visit.replace("/fa/", "/en/")).await;
    phone.look("counter-visit-en").await;
    phone.open(&format!("{}/mobile", visit.replace("/fa/", "/en/"))).await;
    phone.look("counter-mobile-en").await;

    // A gift is found by its code and handed over, on the same desk.
    let payer = app.payer().await;
    let code = HandOverCode::of(app.spend_points(&payer, "inspection-1405").await).to_string();
    phone.open(&format!("{}/en/desk/gifts", app.address)).await;
    phone.look("gifts-waiting-en").await;
    phone.resize(360, 760).await;
    phone.open(&format!("{}/fa/desk/gifts", app.address)).await;
    phone.fill("#code", "1234").await;
    phone.follow("main form[role=search] button").await;
    phone.look("gifts-refused").await;
    phone.open(&format!("{}/fa/desk/gifts", app.address)).await;
    phone.fill("#code", &code).await;
    phone.follow("main form[role=search] button").await;
    phone.look("gifts-found").await;
    let holder = Phone::start().await;
    holder.sign_in(&app, &payer.mobile).await;
    holder.open(&format!("{}/fa/rewards", app.address)).await;
    holder.look("gifts-of-holder").await;
    holder.open(&format!("{}/en/rewards", app.address)).await;
    holder.look("gifts-of-holder-en").await;
    holder.close().await;
    phone.follow("main article form button").await;
    phone.look("gifts-handed-over").await;
    assert!(phone.text().await.contains("هدیه تحویل شد"));
    phone.close().await;
}
