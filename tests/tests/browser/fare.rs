//! A passenger pays the fare in a real browser, from the code to the receipt.

use tests::app::TestApp;
use tests::browser::Phone;

#[tokio::test(flavor = "multi_thread")]
async fn a_passenger_pays_the_fare_by_the_code_in_the_car() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    app.driver(&taxi, true).await;
    let phone = Phone::start().await;
    phone.resize(360, 760).await;
    phone.open(&format!("{}/fa/V/{}", app.address, taxi.code)).await;
    phone.look("fare-1-scan").await;
    phone.follow("a[href$='/fare']").await;
    phone.look("fare-2-form").await;
    assert!(phone.text().await.contains("بدون انعام"));
    phone.tick("#amount-other").await;
    phone.fill("[name=other]", "۵").await;
    phone.follow("main form button").await;
    phone.look("fare-3-refused").await;
    phone.js("document.querySelector('[name=other]').value = ''").await;
    phone.fill("[name=other]", "۲۵٬۰۰۰").await;
    phone.tick("#tip-50000").await;
    phone.follow("main form button").await;
    // The page before the gateway's leads on by itself.
    phone.arrive(app.psp.address()).await;
    phone.follow("button[value=pay]").await;
    phone.look("fare-4-receipt").await;
    assert!(phone.text().await.contains("سپاس، کرایه پرداخت شد"));
    phone.follow("a.lang").await;
    phone.look("fare-5-receipt-english").await;
    phone.follow("a[href$='/rating']").await;
    phone.look("fare-6-rate").await;
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drivers_page_turns_to_paid_without_being_loaded_again() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, true).await;
    let phone = Phone::start().await;
    phone.resize(360, 760).await;
    phone.open(&format!("{}/fa/sign-in", app.address)).await;
    phone.fill("[name=contact]", &driver.applicant.mobile).await;
    phone.follow("main form button").await;
    phone.fill("[name=code]", &app.messages.take_code(&driver.applicant.mobile).await).await;
    phone.follow("main form button").await;
    phone.open(&format!("{}/fa/my/fares", app.address)).await;
    phone.look("my-fares-1-none").await;
    phone.js("window.before = true").await;
    let (attempt, _) = app.begin_fare(&app.anyone(), &taxi, 180_000, 50_000).await;
    phone.shows("در حال پرداخت").await;
    phone.look("my-fares-2-waiting").await;
    app.pay(&attempt).await;
    phone.shows("پرداخت شد").await;
    assert_eq!(phone.js("window.before").await, true, "it is the page that was opened");
    phone.look("my-fares-3-paid").await;
    phone.close().await;
}
