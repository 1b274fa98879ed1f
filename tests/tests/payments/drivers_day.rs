//! What a driver sees of the day's fares, as it happens.

use chrono::TimeDelta;
use reqwest::Method;
use tests::app::{TestApp, noon};

#[tokio::test(flavor = "multi_thread")]
async fn the_page_turns_to_paid_by_itself_and_shows_what_the_city_took() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, true).await;
    let browser = &driver.applicant.browser;
    let empty = browser.get("/fa/my/fares").await;
    assert!(empty.text.contains("امروز هنوز کسی") && empty.text.contains("href=\"/fa/my/fares\""), "{}", empty.text);
    assert!(empty.header("content-security-policy").contains("script-src 'self'"));

    let mut stream = browser.request(Method::GET, "/fa/my/fares/stream").send().await.expect("answers");
    assert_eq!((stream.status().as_u16(), stream.headers()["content-type"].to_str().ok()), (200, Some("text/event-stream")));
    let mut told = String::new();
    let mut until = async |shown: &str| {
        while !told.contains(shown) {
            let bytes = stream.chunk().await.expect("goes on").expect("does not end");
            told.push_str(&String::from_utf8_lossy(&bytes));
        }
    };
    until("امروز هنوز کسی").await;
    let (attempt, _) = app.begin_fare(&app.anyone(), &taxi, 180_000, 50_000).await;
    until("در حال پرداخت").await;
    app.pay(&attempt).await;
    until("پرداخت شد").await;

    let (other, _) = app.begin_fare(&app.anyone(), &taxi, 1_000_000, 0).await;
    let way = app.press(&other, &[("action", "cancel")]).await;
    app.come_back(&way).await;
    until("پرداخت نشد").await;

    let page = browser.get("/en/my/fares").await;
    for shown in ["22,640", "18,000", "360", "5,000"] {
        assert!(page.text.contains(shown), "{shown} is missing: {}", page.text);
    }

    // On the next day nothing was earned yet, and what is owed is owed still.
    app.clock.set(noon() + TimeDelta::days(1));
    app.settle().await;
    let page = app.signed_in(&driver.applicant.mobile).await.get("/en/my/fares").await;
    assert!(page.text.contains("Nobody has paid") && page.text.contains("22,640") && !page.text.contains("18,000"), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drivers_fares_are_the_drivers_own() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    app.driver(&taxi, true).await;
    app.pay(&app.begin_fare(&app.anyone(), &taxi, 180_000, 0).await.0).await;
    let other = app.signed_in(&app.payer().await.mobile).await;
    let page = other.get("/en/my/fares").await;
    assert!(page.text.contains("Nobody has paid") && !page.text.contains("18,000"), "{}", page.text);
    for path in ["/fa/my/fares", "/fa/my/fares/stream"] {
        assert_eq!(app.anyone().get(path).await.status, 303, "{path}");
    }
}
