//! The desk (کارتابل): what waits for whom, at each step of the way from the first question to the last
//! valid day.

use application::CommandKey;
use application::applications::{InformationInput, request_information};
use chrono::TimeDelta;
use i18n::Locale::Fa;
use projections::applications::{ApplicationRow, query};
use reqwest::Method;
use tests::app::{Applicant, TestApp, noon, officer};

/// The application as it stands.
async fn row(app: &TestApp, applicant: &Applicant) -> ApplicationRow {
    query::application(app.ctx.pool(), applicant.application_id).await.expect("reads").expect("is there")
}

/// The same person, signed in anew: no session lasts that long.
async fn again(app: &TestApp, applicant: Applicant) -> Applicant {
    Applicant { browser: app.signed_in(&applicant.mobile).await, ..applicant }
}

/// What stands on somebody's desk, without the marks that isolate numbers in sentences.
async fn desk(applicant: &Applicant) -> String {
    let page = applicant.browser.get("/fa/my").await;
    assert_eq!(page.status, 200, "{}", page.text);
    page.text.replace(['\u{2068}', '\u{2069}'], "")
}

#[track_caller]
fn shows(desk: &str, all: &[&str]) {
    for shown in all {
        assert!(desk.contains(shown), "{shown} is missing: {desk}");
    }
}

/// What the banner says, which is what to do first.
fn first(desk: &str) -> &str {
    desk.split("aria-labelledby=\"first\"").nth(1).and_then(|rest| rest.split("</section>").next()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_driver_lands_on_a_desk_that_says_where_to_begin() {
    let app = TestApp::start().await;
    let mobile = app.new_mobile();
    let browser = app.anyone();
    let form = |fields: &[(&str, &str)], path: &str| browser.request(Method::POST, path).form(fields);
    browser.send(form(&[("contact", &mobile), ("csrf", ""), ("next", "")], "/fa/sign-in")).await;
    let code = app.messages.take_code(&mobile).await;
    let entered = browser.send(form(&[("contact", &mobile), ("code", &code), ("csrf", ""), ("next", "")], "/fa/sign-in/code")).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/fa/my?done=sign-in-done"));
    let desk = browser.get("/fa/my?done=sign-in-done").await.text;
    shows(&desk, &["وارد شدید", "هنوز چیزی اینجا نیست", "href=\"/fa/apply/taxi_driver\"", "دوشنبه ۲ آذر ۱۴۰۵"]);
    let home = browser.get("/fa/").await.text;
    shows(&home, &["href=\"/fa/my\"", "href=\"/fa/apply/taxi_driver\""]);
    assert!(app.anyone().get("/fa/").await.text.contains("href=\"/fa/apply/taxi_driver\""));
    let unknown = app.anyone().get("/fa/my").await;
    assert_eq!((unknown.status, unknown.header("location")), (303, "/fa/sign-in?next=/fa/my"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_shows_what_waits_for_whom_at_each_step() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let applicant = app.drafted(&taxi, true).await;
    let (id, day) = (applicant.application_id, |day: Option<_>| i18n::date(Fa, day.expect("a day")));
    let address = format!("href=\"/fa/applications/{id}\"");

    // It is the driver's turn: what was begun is to be finished.
    let begun = desk(&applicant).await;
    shows(first(&begun), &["درخواستی نیمه‌کاره دارید", &address, "پروانهٔ تاکسیرانی (راننده)"]);
    assert!(begun.contains("سلام مهدی رستمی") && !begun.contains("/fa/apply/taxi_driver"), "nothing is begun twice: {begun}");

    // It is the officers': by when, policy says.
    app.send_in(&applicant).await;
    let sent = desk(&applicant).await;
    let by = format!("تا {} تصمیم گرفته می‌شود", day(row(&app, &applicant).await.review_by));
    shows(&sent, &["منتظر ما هستید", &address, "در دست بررسی", &by]);
    assert_eq!(first(&sent), "", "nothing waits for the driver");

    // They ask for something.
    let input = InformationInput::parse(&[], &["portrait".to_owned()], "عکس تار است").expect("good input");
    request_information(&app.ctx, &officer(), id, input, &CommandKey::fresh()).await.expect("is asked");
    app.settle().await;
    let by = format!("تا {} پاسخ دهید", day(row(&app, &applicant).await.answer_by));
    shows(first(&desk(&applicant).await), &["کارشناس چیزی از شما خواسته است", &address, &by]);
    app.hand_in(&applicant, "portrait", "").await;
    app.send_in(&applicant).await;
    shows(&desk(&applicant).await, &["در دست بررسی"]);

    // They agree: the bill, with its amount and its last day.
    app.agree_to(&applicant).await;
    let by = format!("تا {} بپردازید", day(row(&app, &applicant).await.due_on));
    let bill = format!("href=\"/fa/invoices/{}\"", applicant.invoice_id());
    let agreed = desk(&applicant).await;
    shows(first(&agreed), &["هزینه درخواست را بپردازید", "۷۷۰٬۰۰۰ تومان", "۷٬۷۰۰٬۰۰۰ ریال", &bill, &by, "روز مانده"]);
    assert!(!agreed.contains("منتظر ما هستید"), "{agreed}");

    // It is paid: the permit, and the application is over.
    let driver = app.paid(&applicant).await;
    let licence = format!("/fa/licences/{}", driver.licence_id);
    let held = desk(&applicant).await;
    let number = i18n::digits(Fa, &driver.number);
    shows(&held, &["پروانه‌های شما", &number, "</svg>معتبر</span>", "۲ آذر ۱۴۰۷", "۷۳۰ روز مانده"]);
    shows(&held, &[&format!("href=\"{licence}\""), &format!("href=\"{licence}/certificate\""), "ایران خودرو سمند", "پلاک تاکسی"]);
    shows(&held, &["درخواست‌های گذشته", "پروانه صادر شد", &address, "بسته‌شده در ۲ آذر ۱۴۰۵"]);
    assert!(first(&held).is_empty() && !held.contains("/fa/apply/taxi_driver"), "{held}");

    // Its last days come, and go.
    app.clock.set(noon() + TimeDelta::days(680));
    let applicant = again(&app, applicant).await;
    shows(&desk(&applicant).await, &["</svg>رو به پایان</span>", "۵۰ روز مانده"]);
    app.clock.set(noon() + TimeDelta::days(740));
    app.settle().await;
    let applicant = again(&app, applicant).await;
    let over = desk(&applicant).await;
    shows(&over, &["</svg>پایان‌یافته</span>", "href=\"/fa/apply/taxi_driver\""]);
    assert!(!over.contains("/certificate"), "{over}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_a_last_day_comes_before_what_has_none() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let applicant = app.drafted(&taxi, false).await;
    let payer = app.payer_of(&applicant).await;
    let bill = app.invoice(&payer, &[("issue", 1_000_000)]).await;
    let both = desk(&applicant).await;
    shows(first(&both), &["هزینه درخواست را بپردازید", "۱۰۰٬۰۰۰ تومان", &format!("/fa/invoices/{bill}")]);
    let more = both.split("کارهای دیگر شما").nth(1).expect("another thing to do");
    shows(more, &["درخواستی نیمه‌کاره دارید", &format!("/fa/applications/{}", applicant.application_id)]);

    let other = app.drafted(&taxi, false).await;
    let elsewhere = desk(&other).await;
    assert!(!elsewhere.contains(&bill) && !elsewhere.contains(&applicant.application_id.to_string()), "{elsewhere}");
}
