//! A ride, in real browsers against the demo as it is: a passenger pays the fare by the code in the
//! car, sees the points, rates and answers the city's poll; the driver sees the fare and renews the
//! permit; an auditor finds all of it in the history. Afterwards every read model still follows from
//! the log, and nothing personal lies in clear.

use crate::demo_city::DemoCity;
use tests::browser::Phone;
use tests::canary::Canary;

/// The car of the demo's driver.
const PLATE: &str = "24ت439-79";
const PASSENGER: &str = "09391239876";
/// What the passenger pays, in Toman as typed.
const FARE: &str = "۲۷٬۰۰۰";

struct Ride {
    city: DemoCity,
    /// Where the log ended before it began: the demo's own past holds events of the same types.
    before: i64,
    passenger: Phone,
    driver: Phone,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ride_is_paid_rewarded_rated_and_asked_about_and_its_driver_renews() {
    let ride = Ride::begin().await;
    let earned = ride.the_driver_waits_for_fares().await;
    ride.the_passenger_pays().await;
    ride.the_passenger_rates_and_answers_the_poll().await;
    ride.the_passenger_sees_the_points().await;
    ride.the_driver_sees_the_fare(earned).await;
    ride.the_driver_renews().await;
    ride.an_auditor_finds_all_of_it().await;
    ride.nothing_is_lost_and_nothing_lies_about();
    ride.end().await;
}

/// The first number in a text with Persian digits, without what groups its digits.
fn number(text: &str) -> i64 {
    let digit = |shown: &char| ('۰'..='۹').contains(shown);
    let digits = text.chars().filter(|shown| *shown != '٬').skip_while(|shown| !digit(shown)).take_while(digit);
    digits.fold(0, |number, shown| number * 10 + i64::from(u32::from(shown) - u32::from('۰')))
}

impl Ride {
    async fn begin() -> Self {
        let city = DemoCity::begin().await;
        let (passenger, driver) = (Phone::start().await, Phone::start().await);
        Self { before: city.head().await, city, passenger, driver }
    }

    fn code(&self) -> &str {
        let codes = self.city.demo.told["codes"].as_array().expect("a list");
        codes.iter().find(|code| code["plate"] == PLATE).and_then(|code| code["code"].as_str()).expect("the driver's car is shown")
    }

    /// What the page of fares sums up for today, in Toman: what the driver earned, what passengers paid,
    /// what the city took of it, the tips, and what is owed to the driver.
    async fn today(&self) -> Vec<i64> {
        let sums = self.driver.js("[...document.querySelectorAll('[aria-labelledby=today] :is(.money b, dd)')].map(sum => sum.innerText.trim())").await;
        sums.as_array().expect("sums").iter().filter_map(|sum| sum.as_str().map(number)).collect()
    }

    async fn the_driver_waits_for_fares(&self) -> Vec<i64> {
        self.city.sign_in(&self.driver, self.city.demo.visitor("driver")).await;
        self.driver.look("ride-01-driver-desk").await;
        self.driver.open(&self.city.url("/fa/my/fares")).await;
        self.driver.look("ride-02-driver-fares").await;
        self.driver.js("window.before = true").await;
        self.today().await
    }

    async fn the_passenger_pays(&self) {
        let passenger = &self.passenger;
        // Who has an account gets the points at once.
        self.city.sign_in(passenger, PASSENGER).await;
        passenger.open(&self.city.url(&format!("/V/{}", self.code()))).await;
        passenger.look("ride-03-scan").await;
        assert!(passenger.text().await.contains("اکبر"), "the driver's first name is shown");
        passenger.follow("a[href$='/fare']").await;
        passenger.tick("#amount-other").await;
        passenger.fill("[name=other]", FARE).await;
        passenger.look("ride-04-fare").await;
        passenger.follow("main form button").await;
        passenger.wait_for("button[value=pay]").await;
        passenger.follow("button[value=pay]").await;
        passenger.wait_for("#receipt").await;
        passenger.look("ride-05-receipt").await;
        assert!(passenger.text().await.contains(FARE), "{}", passenger.text().await);
    }

    async fn the_passenger_rates_and_answers_the_poll(&self) {
        let passenger = &self.passenger;
        passenger.open(&self.city.url(&format!("/fa/V/{}/rating", self.code()))).await;
        passenger.tick("[name=stars][value='5']").await;
        passenger.look("ride-06-rating").await;
        passenger.follow("main form button").await;
        passenger.look("ride-07-poll").await;
        assert!(passenger.text().await.contains("کرایهٔ تاکسی را بیشتر چگونه می‌پردازید؟"));
        passenger.tick("[name=choice][value='1']").await;
        passenger.follow("form[action$='/poll-answers'] button").await;
        passenger.look("ride-08-answered").await;
        passenger.open(&self.city.url("/fa/polls")).await;
        passenger.look("ride-09-polls").await;
        passenger.open(&self.city.url("/en/polls")).await;
        passenger.look("ride-10-polls-english").await;
    }

    async fn the_passenger_sees_the_points(&self) {
        let passenger = &self.passenger;
        passenger.open_until(&self.city.url("/fa/rewards"), "table.tbl tbody tr").await;
        passenger.look("ride-11-points").await;
        passenger.open(&self.city.url("/en/rewards")).await;
        passenger.look("ride-12-points-english").await;
    }

    async fn the_driver_sees_the_fare(&self, earned: Vec<i64>) {
        self.driver.shows(FARE).await;
        // Two hundredths of the fare are the city's commission.
        let more = [26_460, 27_000, 540, 0, 26_460];
        let expected: Vec<i64> = earned.iter().zip(more).map(|(before, more)| before + more).collect();
        assert_eq!(self.today().await, expected, "what was earned, paid, taken, tipped and is owed");
        assert_eq!(self.driver.js("window.before").await, true, "it is the page that was opened");
        self.driver.look("ride-13-driver-fares-paid").await;
    }

    /// What the page of a renewal says of the last day: the one now, and the one afterwards.
    async fn expiries(&self) -> [String; 2] {
        let days = self.driver.js("[...document.querySelectorAll('dl.sum dd')].map(day => day.innerText)").await;
        [0, 1].map(|nth| days[nth].as_str().expect("a day").trim_matches(|shown| !char::is_alphanumeric(shown)).to_owned())
    }

    async fn the_driver_renews(&self) {
        let driver = &self.driver;
        driver.open(&self.city.url("/fa/my")).await;
        driver.follow("a[href$='/renewal']").await;
        driver.look("ride-14-renewal").await;
        let [old, new] = self.expiries().await;
        let year = |day: &str| number(day.rsplit(' ').next().unwrap_or_default());
        assert_eq!(year(&new), year(&old) + 2, "two years from the old expiry, {old}, and not from today: {new}");
        driver.follow("main form button").await;
        driver.look("ride-15-check").await;
        driver.js("document.querySelector('#declared-yes').click()").await;
        driver.follow("main form button").await;
        let tracker = driver.url().await;
        let tracker = tracker.split(['?', '#']).next().expect("an address").to_owned();
        driver.open_until(&tracker, ".banner a[href*='/invoices/']").await;
        driver.follow(".banner a[href*='/invoices/']").await;
        driver.look("ride-16-invoice").await;
        driver.follow("form[action$='/payments'] button").await;
        driver.wait_for("button[value=pay]").await;
        driver.follow("button[value=pay]").await;
        driver.wait_for("#receipt").await;
        driver.open_until(&tracker, ".banner a[href*='/licences/']").await;
        driver.look("ride-17-renewed").await;
        driver.follow(".banner a[href*='/licences/']").await;
        driver.look("ride-18-licence").await;
        assert!(driver.text().await.contains(&new), "valid to {new}: {}", driver.text().await);
    }

    async fn an_auditor_finds_all_of_it(&self) {
        let auditor = Phone::start().await;
        auditor.resize(1280, 900).await;
        self.city.sign_in(&auditor, self.city.demo.staff("auditor")).await;
        // What, how often in this ride, by whom, and why: what came before it and of it, or the command.
        let anyone = "فرد بدون حساب کاربری";
        let driver = self.city.demo.sign_in(self.city.demo.visitor("driver")).await.get("/api/v1/me").await.expect(200);
        let driver = driver["account_id"].as_str().expect("an id");
        let history: [(&str, i64, &str, &[&str]); 6] = [
            ("PaymentSucceeded", 2, "سامانه", &["تأیید پرداخت", "RewardGranted"]),
            ("PointsAccrued", 2, "سامانه", &["PaymentSucceeded", "RewardGranted"]),
            ("RideRated", 1, anyone, &["امتیاز دادن به سفر"]),
            ("PollAnswered", 1, anyone, &["پاسخ به نظرسنجی"]),
            ("ApplicationSubmitted", 1, driver, &["فرستادن درخواست"]),
            ("LicenceRenewed", 1, "سامانه", &["PaymentSucceeded", "InvoicePaid", "ApplicationGranted"]),
        ];
        for (event, times, who, why) in history {
            auditor.open(&self.city.url(&format!("/fa/history?event_type={event}&from={}", self.before + 1))).await;
            assert_eq!(auditor.js("document.querySelectorAll('.evs li').length").await, times, "{event}: {}", auditor.text().await);
            auditor.look(&format!("ride-20-history-{event}")).await;
            auditor.follow(".evs li:last-child h3 a").await;
            auditor.look(&format!("ride-21-why-{event}")).await;
            let told = async |selector: &str| auditor.js(&format!("document.querySelector('{selector}').innerHTML")).await.to_string();
            let (by, reasons) = (told("#facts + dl div:nth-child(2) dd").await, told(".why").await);
            assert!(by.contains(who), "{event} was by {who}: {by}");
            for reason in why {
                assert!(reasons.contains(reason), "{event}, because of {reason}: {reasons}");
            }
        }
        auditor.close().await;
    }

    fn nothing_is_lost_and_nothing_lies_about(&self) {
        let canaries = [
            Canary::text("the passenger's number", PASSENGER),
            Canary::text("the driver's first name", "اکبر"),
            Canary::text("the driver's last name", "ورزنده‌پور"),
            Canary::text("the driver's number", self.city.demo.visitor("driver")),
            Canary::text("the national id", "4321057132"),
            Canary::text("the address", "خیابان فلسطین، کوچهٔ بهار"),
            Canary::text("the account", "062960000000100324200001"),
        ];
        self.city.nothing_personal_lies_about(&canaries, &["PaymentSucceeded", "LicenceRenewed"]);
        self.city.nothing_is_lost();
    }

    async fn end(self) {
        self.passenger.close().await;
        self.driver.close().await;
    }
}
