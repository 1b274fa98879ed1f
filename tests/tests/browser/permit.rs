//! From the first question to the passenger's scan, in real browsers against the demo as it is: a
//! driver applies, an officer asks and decides, the driver pays at the gateway, the permit is issued,
//! and a passenger sees who drives. Afterwards nothing personal lies in the database or the log in
//! clear, and every read model still follows from the log.

use crate::demo_city::DemoCity;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use reqwest::Method;
use std::path::PathBuf;
use tests::browser::Phone;
use tests::canary::Canary;

/// A car of the demo that may serve, in the parts in which its plate is typed.
const PLATE: [&str; 4] = ["۱۲", "ت", "۳۴۵", "۷۹"];
/// The driver's number.
const MOBILE: &str = "09137654321";
const NATIONAL_ID: &str = "0499370899";
const FIRST_NAME: &str = "سیاوشان";
const LAST_NAME: &str = "زرین‌کلک‌پور";
const ADDRESS: &str = "قزوین، خیابان نادری، کوچهٔ گلشن، پلاک ۱۷";
const COMPLAINT: &str = "کرایه را دو برابر تابلوی خط گرفت";

/// The driver and the officer, each with a browser, before the demo.
struct Walk {
    city: DemoCity,
    driver: Phone,
    officer: Phone,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permit_from_the_first_question_to_the_passengers_scan() {
    let walk = Walk::begin().await;
    let application = walk.the_driver_applies().await;
    walk.the_officer_asks_once(&application).await;
    walk.the_driver_answers(&application).await;
    walk.the_officer_agrees(&application).await;
    walk.the_driver_pays(&application).await;
    walk.the_permit_is_there(&application).await;
    walk.a_passenger_scans_and_complains().await;
    walk.nothing_personal_lies_about(&application).await;
    walk.end().await;
}

impl Walk {
    async fn begin() -> Self {
        let city = DemoCity::begin().await;
        let (driver, officer) = (Phone::start().await, Phone::start().await);
        officer.resize(1280, 900).await;
        Self { city, driver, officer }
    }

    async fn the_driver_applies(&self) -> String {
        let driver = &self.driver;
        driver.open(&self.city.url("/fa/apply/taxi_driver")).await;
        driver.look("permit-01-start").await;
        driver.follow("main a.btn").await;
        driver.sign_in_here(MOBILE, self.city.demo.code_for(MOBILE)).await;
        assert!(driver.url().await.ends_with("/fa/apply/taxi_driver"), "signing in leads back: {}", driver.url().await);
        driver.follow("form[action$='/apply/taxi_driver'] button").await;
        driver.look("permit-02-tasks").await;
        let tasks = driver.url().await;
        let tasks = tasks.split(['?', '#']).next().expect("an address").to_owned();
        let application = tasks.rsplit('/').next().expect("an id").to_owned();

        // A number with a digit wrong is named, and nothing typed is lost.
        driver.open(&format!("{tasks}/details")).await;
        driver.fill("[name=national_id]", "۰۴۹۹۳۷۰۸۹۸").await;
        driver.fill("[name=first_name]", FIRST_NAME).await;
        driver.fill("[name=last_name]", LAST_NAME).await;
        driver.fill("[name=birth_date_day]", "۱۲").await;
        driver.choose("[name=birth_date_month]", "5").await;
        driver.fill("[name=birth_date_year]", "۱۳۶۹").await;
        driver.follow("main form button").await;
        driver.look("permit-03-details-refused").await;
        assert_eq!(driver.js("document.querySelector('[name=last_name]').value").await, LAST_NAME);
        driver.js("document.querySelector('[name=national_id]').value = ''").await;
        driver.fill("[name=national_id]", NATIONAL_ID).await;
        driver.follow("main form button").await;

        driver.open(&format!("{tasks}/questions/address")).await;
        driver.fill("[name=answer]", ADDRESS).await;
        driver.look("permit-04-question").await;
        driver.follow("main form button").await;

        // Leaving and coming back: what was saved is there.
        driver.open(&self.city.url("/fa/")).await;
        driver.open(&format!("{tasks}/questions/address")).await;
        assert_eq!(driver.js("document.querySelector('[name=answer]').value").await, ADDRESS);

        for (question, choice) in [("education", "diploma"), ("shift", "evening")] {
            driver.open(&format!("{tasks}/questions/{question}")).await;
            driver.tick(&format!("[name=answer][value={choice}]")).await;
            driver.follow("main form button").await;
        }
        driver.open(&format!("{tasks}/questions/sheba")).await;
        driver.fill("[name=answer]", "IR۰۶۲۹۶۰۰۰۰۰۰۰۱۰۰۳۲۴۲۰۰۰۰۱").await;
        driver.follow("main form button").await;

        driver.open(&format!("{tasks}/vehicle")).await;
        driver.fill("[name=plate_two]", PLATE[0]).await;
        driver.choose("[name=plate_letter]", PLATE[1]).await;
        driver.fill("[name=plate_three]", PLATE[2]).await;
        driver.fill("[name=plate_region]", PLATE[3]).await;
        driver.look("permit-05-vehicle").await;
        driver.follow("main form button").await;

        self.hand_in(&tasks, "portrait", "").await;
        self.hand_in(&tasks, "driving_licence", "۱۴۱۰").await;
        self.hand_in(&tasks, "health_certificate", "۱۴۰۶").await;

        driver.open(&format!("{tasks}/consents")).await;
        driver.tick("[name=consent][value=public-display]").await;
        driver.tick("[name=consent][value=inquiries]").await;
        driver.look("permit-06-consents").await;
        driver.follow("main form button").await;

        driver.open(&tasks).await;
        driver.look("permit-07-tasks-done").await;
        driver.follow("main a.btn[href$='/check']").await;
        driver.look("permit-08-check").await;
        driver.tick("[name=declared]").await;
        driver.follow("form[action$='/submission'] button").await;
        driver.look("permit-09-sent").await;
        assert!(driver.has("aside .h1").await, "a reference number is given");
        application
    }

    async fn hand_in(&self, tasks: &str, kind: &str, valid_until: &str) {
        let (driver, file) = (&self.driver, self.picture(kind));
        driver.open(&format!("{tasks}/uploads/{kind}")).await;
        if !valid_until.is_empty() {
            driver.fill("[name=valid_until_day]", "۱۵").await;
            driver.choose("[name=valid_until_month]", "6").await;
            driver.fill("[name=valid_until_year]", valid_until).await;
        }
        driver.attach("[name=file]", &file).await;
        driver.look(&format!("permit-upload-{kind}")).await;
        driver.follow("main form button").await;
        assert!(driver.url().await.starts_with(tasks), "{kind} is taken: {}", driver.text().await);
    }

    /// A picture as a phone takes it, drawn here.
    fn picture(&self, kind: &str) -> PathBuf {
        let path = self.city.folder().join(format!("{kind}.png"));
        let shade = |x: u32, y: u32| {
            let (dx, dy) = (i64::from(x) - 300, i64::from(y) - 320);
            if dx * dx + dy * dy < 150 * 150 {
                Rgb([214, 170, 134])
            } else if y > 520 && dx.abs() < 230 {
                Rgb([40, 88, 96])
            } else {
                Rgb([226, 232 - (y % 16) as u8, 236 - (x % 8) as u8])
            }
        };
        let picture = DynamicImage::ImageRgb8(RgbImage::from_fn(600, 750, shade));
        picture.save_with_format(&path, ImageFormat::Png).expect("writes");
        path
    }

    fn case(&self, application: &str) -> String {
        self.city.url(&format!("/fa/desk/applications/{application}"))
    }

    async fn the_officer_asks_once(&self, application: &str) {
        let officer = &self.officer;
        officer.open(&self.city.url("/fa/sign-in?next=/fa/desk/applications")).await;
        let mobile = self.city.demo.staff("officer");
        officer.sign_in_here(mobile, self.city.demo.code_for(mobile)).await;
        officer.look("permit-10-worklist").await;
        officer.follow(&format!("a[href$='/desk/applications/{application}']")).await;
        officer.look("permit-11-case").await;

        officer.choose("article.doc:last-of-type select", "unreadable").await;
        officer.follow("article.doc:last-of-type button[value=reject]").await;
        for nth in 1..=2 {
            officer.follow(&format!("article.doc:nth-of-type({nth}) button[value=accept]")).await;
        }
        officer.tick("[aria-labelledby=ask] summary").await;
        assert!(officer.has("#documents-health_certificate[checked]").await, "what was rejected is asked for unless the officer thinks otherwise");
        officer.fill("#message", "لطفاً از روی گواهی سلامت عکس روشن‌تری بفرستید.").await;
        officer.follow("form[action$='/information-requests'] button.btn").await;
        officer.look("permit-12-asked").await;
    }

    async fn the_driver_answers(&self, application: &str) {
        let (driver, tasks) = (&self.driver, self.city.url(&format!("/fa/applications/{application}")));
        driver.open_until(&tasks, ".banner-warn").await;
        driver.look("permit-13-asked").await;
        assert!(driver.text().await.contains("لطفاً از روی گواهی سلامت"));
        assert!(!driver.has("a[href$='/questions/address']").await, "only what was asked for is shown");
        self.hand_in(&tasks, "health_certificate", "۱۴۰۷").await;
        driver.open(&tasks).await;
        driver.follow("form[action$='/submission'] button").await;
    }

    async fn the_officer_agrees(&self, application: &str) {
        let officer = &self.officer;
        officer.open_until(&self.case(application), "article.doc:last-of-type button[value=accept]").await;
        officer.follow("article.doc:last-of-type button[value=accept]").await;
        officer.choose("[name=grant_reason]", "all-in-order").await;
        officer.js("document.querySelectorAll('details').forEach(all => { all.open = true })").await;
        officer.look("permit-14-decision").await;
        officer.follow("form[action$='/decision'] button.btn:not(.btn-bad)").await;
        officer.look("permit-15-agreed").await;
    }

    async fn the_driver_pays(&self, application: &str) {
        let driver = &self.driver;
        driver.open_until(&self.city.url(&format!("/fa/applications/{application}")), ".banner a[href*='/invoices/']").await;
        driver.look("permit-16-to-pay").await;
        driver.follow(".banner a[href*='/invoices/']").await;
        driver.look("permit-17-invoice").await;
        let invoice = driver.url().await;

        // Cancelled at the gateway: it can be tried again at once.
        driver.follow("form[action$='/payments'] button").await;
        driver.wait_for("button[value=cancel]").await;
        driver.screenshot("permit-18-gateway").await;
        driver.follow("button[value=cancel]").await;
        driver.wait_for("#receipt").await;
        driver.look("permit-19-cancelled").await;
        driver.open(&invoice).await;
        driver.follow("form[action$='/payments'] button").await;
        driver.wait_for("button[value=pay]").await;
        driver.follow("button[value=pay]").await;
        driver.wait_for("#receipt").await;
        driver.look("permit-20-receipt").await;
        assert!(driver.text().await.contains("۷۷۰٬۰۰۰"), "{}", driver.text().await);
    }

    async fn the_permit_is_there(&self, application: &str) {
        let driver = &self.driver;
        driver.open_until(&self.city.url(&format!("/fa/applications/{application}")), ".banner a[href*='/licences/']").await;
        driver.look("permit-21-issued").await;
        driver.follow(".banner a[href*='/licences/']").await;
        driver.look("permit-22-licence").await;
        let shown = driver.text().await;
        assert!(shown.contains(LAST_NAME) && shown.contains("معتبر"), "{shown}");
        driver.follow("a[href$='/certificate']").await;
        driver.resize(794, 1123).await;
        driver.on_paper("permit-23-certificate").await;
        driver.resize(360, 760).await;
        let told = self.city.demo.messages_to(MOBILE).await;
        assert!(told.iter().any(|text| text.contains("/licences/")), "the driver is told that the permit is issued: {told:?}");
        driver.open(&self.city.url("/fa/my")).await;
        driver.look("permit-24-desk").await;
        driver.open(&self.city.url("/en/my")).await;
        driver.look("permit-25-desk-english").await;
    }

    async fn a_passenger_scans_and_complains(&self) {
        let passenger = Phone::start().await;
        let scan = self.city.url(&format!("/V/{}", self.city.demo.code("valid")));
        passenger.open_until(&scan, "img[src*='photo']").await;
        passenger.look("permit-30-scan").await;
        let seen = passenger.text().await;
        assert!(seen.contains(FIRST_NAME) && !seen.contains(LAST_NAME), "{seen}");
        let complaint = self.city.url(&format!("/fa/V/{}/complaint", self.city.demo.code("valid")));
        passenger.open(&complaint).await;
        passenger.tick("input[name=category]").await;
        passenger.fill("[name=text]", COMPLAINT).await;
        passenger.follow("form[action*='complaint'] button").await;
        passenger.look("permit-31-complaint").await;
        passenger.close().await;
    }

    async fn nothing_personal_lies_about(&self, application: &str) {
        let document = self.document(application).await;
        let canaries = [
            Canary::text("the first name", FIRST_NAME),
            Canary::text("the last name", LAST_NAME),
            Canary::text("the mobile number", MOBILE),
            Canary::text("the national id", NATIONAL_ID),
            Canary::text("the address", ADDRESS),
            Canary::text("the account", "062960000000100324200001"),
            Canary::text("the complaint", COMPLAINT),
            Canary::bytes("a document", &document),
        ];
        self.city.nothing_personal_lies_about(&canaries, &["LicenceIssued", "QuestionAnswered"]);
        self.city.nothing_is_lost();
    }

    /// Some bytes out of the middle of a document as it is kept.
    async fn document(&self, application: &str) -> Vec<u8> {
        let officer = &self.officer;
        officer.open(&self.case(application)).await;
        let picture = officer.js("document.querySelector('article.doc img').getAttribute('src')").await;
        let reader = self.city.demo.sign_in(self.city.demo.staff("officer")).await;
        let served = reader.request(Method::GET, picture.as_str().expect("an address")).send().await.expect("is served");
        let bytes = served.bytes().await.expect("bytes");
        assert!(bytes.starts_with(&[0xff, 0xd8]), "a JPEG is served");
        bytes[bytes.len() / 2..][..48].to_vec()
    }

    async fn end(self) {
        self.driver.close().await;
        self.officer.close().await;
    }
}
