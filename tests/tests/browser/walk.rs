//! A passenger scans the printed code and rates; the auditor finds it in the licence's timeline.

use domain::identity::account::Role;
use tests::app::TestApp;
use tests::browser::{Phone, read_code};

impl Walk {
    /// Looks at the page as it is now: a picture, no accessibility faults, not a word missing.
    async fn look(&self, name: &str) {
        self.phone.look(name).await;
    }
}

struct Walk {
    app: TestApp,
    phone: Phone,
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_printed_code_to_the_rating_and_the_auditors_timeline() {
    let app = TestApp::start().await;
    let walk = Walk { phone: Phone::start().await, app };
    let (app, phone) = (&walk.app, &walk.phone);
    let taxi = app.valid_taxi().await;

    // The sticker as it is printed, photographed and decoded.
    let officer = app.staff(Role::Officer).await;
    let sticker = officer.get(&format!("/api/v1/licences/{}/qr.svg", taxi.licence_id)).await;
    assert_eq!(sticker.status, 200, "{}", sticker.text);
    let file = std::env::temp_dir().join(format!("sticker-{}.svg", taxi.code));
    std::fs::write(&file, &sticker.text).expect("writes");
    phone.resize(700, 500).await;
    phone.open(&format!("file://{}", file.display())).await;
    let scanned = read_code(&phone.screenshot("1-sticker").await).expect("the printed code can be read");
    std::fs::remove_file(&file).expect("removes");
    assert!(scanned.ends_with(&taxi.code), "{scanned}");
    let path = scanned.split_once("/V/").map(|(_, code)| format!("/V/{code}")).expect("a scan address");
    phone.resize(360, 760).await;

    // Whose car is this, and may it serve?
    phone.open(&format!("{}{path}", app.address)).await;
    assert!(phone.text().await.contains("این تاکسی پروانه معتبر دارد"));
    walk.look("2-scan").await;
    phone.follow("a.lang").await;
    assert!(phone.url().await.contains("/en/V/"));
    walk.look("3-scan-english").await;
    phone.follow("a.lang").await;

    // Rating it, without an account.
    phone.follow("a[href$='/rating']").await;
    walk.look("4-rate").await;
    phone.tick("input[name=stars][value='5']").await;
    phone.tick("input[name=tags]").await;
    phone.fill("[name=comment]", "راننده مؤدب بود").await;
    phone.follow("form[action*='rating'] button").await;
    walk.look("5-thank-you").await;

    // Complaining, with a field forgotten first: what was typed stays.
    phone.open(&format!("{}/fa{path}/complaint", app.address)).await;
    phone.fill("[name=text]", "بوق زیاد زد").await;
    phone.follow("form[action*='complaint'] button").await;
    walk.look("6-complaint-refused").await;
    assert_eq!(phone.js("document.querySelector('[name=text]').value").await, "بوق زیاد زد");
    phone.tick("input[name=category]").await;
    phone.follow("form[action*='complaint'] button").await;
    walk.look("7-complaint-receipt").await;

    // The register shows the licence with its history.
    phone.open(&format!("{}/fa/register?search={}", app.address, taxi.number)).await;
    walk.look("8-register").await;
    phone.open(&format!("{}/fa/register/{}", app.address, taxi.licence_id)).await;
    walk.look("9-licence").await;

    // The auditor signs in by a one-time code.
    app.settle().await;
    let mobile = app.new_mobile();
    app.staff_with(Role::Auditor, &mobile).await;
    phone.open(&format!("{}/fa/sign-in", app.address)).await;
    walk.look("10-sign-in").await;
    phone.fill("[name=contact]", &mobile).await;
    phone.follow("main form button").await;
    walk.look("11-code").await;
    phone.fill("[name=code]", &app.messages.take_code(&mobile).await).await;
    phone.follow("main form button").await;

    // The history, the licence's timeline, and why the code was issued.
    phone.open(&format!("{}/fa/history", app.address)).await;
    walk.look("12-history").await;
    phone.open(&format!("{}/fa/history/licences/{}", app.address, taxi.licence_id)).await;
    walk.look("13-timeline").await;
    let seen = phone.text().await;
    for event in ["RideRated", "LicenceIssued", "FleetCodeIssued", "ComplaintLodged"] {
        assert!(phone.js(&format!("document.body.innerHTML.includes({event:?})")).await == true, "{event} is in the timeline: {seen}");
    }
    assert!(!seen.contains("راننده مؤدب بود") && !seen.contains("بوق زیاد زد"), "words of passengers stay sealed");
    let mut db = app.ctx.pool().acquire().await.expect("connects");
    let events = event_store::history::after(&mut db, 0, 1_000).await.expect("reads");
    let issued = events.iter().find(|event| event.event_type == "FleetCodeIssued").expect("a code was issued");
    phone.open(&format!("{}/fa/history/{}", app.address, issued.position)).await;
    walk.look("14-why").await;
    assert!(phone.js("document.body.innerHTML.includes('LicenceIssued')").await == true);

    // The same on a desk, in English, and what programmers read.
    phone.resize(1280, 900).await;
    phone.open(&format!("{}/en/history", app.address)).await;
    walk.look("15-history-desk").await;
    phone.open(&format!("{}/en/history/licences/{}", app.address, taxi.licence_id)).await;
    walk.look("16-timeline-desk").await;
    phone.open(&format!("{}/en/history/{}", app.address, issued.position)).await;
    walk.look("17-why-desk").await;
    phone.open(&format!("{}/en/api/docs", app.address)).await;
    walk.look("18-api-desk").await;
    phone.resize(360, 760).await;
    phone.open(&format!("{}/fa/api/docs", app.address)).await;
    walk.look("19-api").await;

    walk.phone.close().await;
}
