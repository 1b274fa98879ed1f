//! A driver's licence and its code on a phone without a network, and nothing of it on one that signed
//! out.

use super::driver::signed_in;
use chromiumoxide::cdp::browser_protocol::network::ClearBrowserCookiesParams;
use chrono::TimeDelta;
use tests::app::{Driver, TestApp, noon};
use tests::browser::{Phone, read_code};

/// Waits until the browser has installed what works without a network.
async fn installed(phone: &Phone) {
    let state = "navigator.serviceWorker.ready.then(all => new Promise(done => {
        const worker = all.active;
        const told = () => worker.state === 'activated' && done(worker.state);
        worker.addEventListener('statechange', told);
        told();
    }))";
    assert_eq!(phone.js(state).await, "activated");
}

/// How many pages of the session the browser keeps.
async fn kept(phone: &Phone) -> i64 {
    phone.js("caches.open('parvaneh-own').then(own => own.keys()).then(keys => keys.length)").await.as_i64().expect("a number")
}

async fn driver() -> (TestApp, Driver, String) {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, false).await;
    let licence = format!("{}/fa/licences/{}", app.address, driver.licence_id);
    (app, driver, licence)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_licence_and_its_code_are_seen_without_a_network() {
    let (mut app, driver, licence) = driver().await;
    let phone = signed_in(&app, &driver.applicant.mobile).await;
    installed(&phone).await;
    assert_eq!(phone.not_installable_for().await, Vec::<String>::new());
    phone.open(&licence).await;
    assert!(!phone.text().await.contains("اینترنت نیست"), "there is a network");
    let code = read_code(&phone.screenshot("offline-licence-before").await).expect("the code can be read");

    app.stop_serving().await;
    phone.open(&licence).await;
    let text = phone.text().await.replace(['\u{2068}', '\u{2069}'], "");
    for shown in ["اینترنت نیست؛", "۲ آذر ۱۴۰۵، ساعت ۱۲:۰۰ نگه داشته شد", "مهدی رستمی", &driver.number, "معتبر"] {
        assert!(text.contains(shown), "{shown} is missing: {text}");
    }
    let seen = phone.screenshot("offline-licence").await;
    assert_eq!(read_code(&seen).as_deref(), Some(&*code), "the code is the same as before");
    assert_eq!(phone.violations().await, Vec::<String>::new());

    // Any other page says so, and leads to what there is.
    for (language, word) in [("en", "There is no network"), ("fa", "اینترنت نیست")] {
        phone.open(&format!("{}/{language}/my", app.address)).await;
        assert!(phone.text().await.contains(word), "{}", phone.text().await);
        phone.screenshot(&format!("offline-{language}")).await;
        assert_eq!(phone.violations().await, Vec::<String>::new());
    }
    phone.follow("#kept").await;
    assert!(phone.url().await == licence && phone.text().await.contains(&driver.number));
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_opened_no_licence_is_told_that_there_is_no_network() {
    let (mut app, driver, licence) = driver().await;
    let phone = signed_in(&app, &driver.applicant.mobile).await;
    installed(&phone).await;
    app.stop_serving().await;
    phone.open(&licence).await;
    let text = phone.text().await;
    assert!(text.contains("اینترنت نیست") && !text.contains("مهدی") && !text.contains("این گوشی مانده"), "{text}");
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_from_which_it_was_installed_is_kept_too() {
    let (app, driver, licence) = driver().await;
    let phone = Phone::start().await;
    phone.open(&licence).await;
    phone.sign_in_here(&driver.applicant.mobile, app.messages.take_code(&driver.applicant.mobile)).await;
    assert_eq!(phone.url().await, licence, "signing in leads on to what was asked for");
    installed(&phone).await;
    assert_eq!(kept(&phone).await, 1);
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_or_the_sessions_end_leaves_nothing_behind() {
    let (app, driver, licence) = driver().await;
    let phone = signed_in(&app, &driver.applicant.mobile).await;
    installed(&phone).await;
    phone.open(&licence).await;
    assert_eq!(kept(&phone).await, 1);
    phone.follow("form.out button").await;
    assert!(phone.url().await.ends_with("?done=sign-out-done"));
    assert_eq!(phone.js("caches.keys().then(keys => keys.length)").await, 0, "{:?}", phone.js("caches.keys()").await);

    // A session that ended by itself: the page that it showed goes when it is asked for in vain.
    let other = signed_in(&app, &driver.applicant.mobile).await;
    installed(&other).await;
    other.open(&licence).await;
    assert_eq!(kept(&other).await, 1);
    app.clock.set(noon() + TimeDelta::days(400));
    other.open(&licence).await;
    assert!(other.url().await.contains("/sign-in"));
    assert_eq!(kept(&other).await, 0);

    // Somebody else signs in where nobody had signed out.
    let mobile = app.new_mobile();
    let shared = signed_in(&app, &driver.applicant.mobile).await;
    installed(&shared).await;
    shared.open(&licence).await;
    assert_eq!(kept(&shared).await, 1);
    shared.page.execute(ClearBrowserCookiesParams::default()).await.expect("the session's cookie is gone");
    shared.sign_in(&app, &mobile).await;
    assert_eq!(kept(&shared).await, 0);
    for phone in [phone, other, shared] {
        phone.close().await;
    }
}
