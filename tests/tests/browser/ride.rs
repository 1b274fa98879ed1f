//! A ride, in real browsers against the demo as it is: a passenger pays the fare by the code in the
//! car, sees the points, rates and answers the city's poll; the driver sees the fare and renews the
//! permit; an auditor finds all of it in the history. Afterwards every read model still follows from
//! the log, and nothing personal lies in clear.

use std::process::Command;
use tests::browser::Phone;
use tests::canary::Canary;
use tests::database::TestDatabase;
use tests::demo::Demo;
use tests::parvaneh::Parvaneh;

/// The car of the demo's driver.
const PLATE: &str = "24ت439-79";
const PASSENGER: &str = "09391239876";
/// What the passenger pays, in Toman as typed.
const FARE: &str = "۲۷٬۰۰۰";

struct Ride {
    demo: Demo,
    parvaneh: Parvaneh,
    database: TestDatabase,
    folder: tempfile::TempDir,
    passenger: Phone,
    driver: Phone,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ride_is_paid_rewarded_rated_and_asked_about_and_its_driver_renews() {
    let ride = Ride::begin().await;
    ride.the_driver_waits_for_fares().await;
    ride.the_passenger_pays().await;
    ride.the_passenger_rates_and_answers_the_poll().await;
    ride.the_passenger_sees_the_points().await;
    ride.the_driver_sees_the_fare().await;
    ride.the_driver_renews().await;
    ride.an_auditor_finds_all_of_it().await;
    ride.nothing_is_lost_and_nothing_lies_about().await;
    ride.end().await;
}

impl Ride {
    async fn begin() -> Self {
        let folder = tempfile::TempDir::new().expect("a folder");
        let database = TestDatabase::new("empty", async |_: &str| {}).await;
        let parvaneh = Parvaneh::new(&database.url, "namayesh");
        let demo = Demo::start_logging_to(&parvaneh, &folder.path().join("log"));
        let (passenger, driver) = (Phone::start().await, Phone::start().await);
        Self { demo, parvaneh, database, folder, passenger, driver }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.demo.address)
    }

    fn code(&self) -> &str {
        let codes = self.demo.told["codes"].as_array().expect("a list");
        codes.iter().find(|code| code["plate"] == PLATE).and_then(|code| code["code"].as_str()).expect("the driver's car is shown")
    }

    async fn sign_in(&self, phone: &Phone, mobile: &str) {
        phone.open(&self.url("/fa/sign-in")).await;
        phone.sign_in_here(mobile, self.demo.code_for(mobile)).await;
    }

    async fn the_driver_waits_for_fares(&self) {
        self.sign_in(&self.driver, self.demo.visitor("driver")).await;
        self.driver.look("ride-01-driver-desk").await;
        self.driver.open(&self.url("/fa/my/fares")).await;
        self.driver.look("ride-02-driver-fares").await;
        self.driver.js("window.before = true").await;
    }

    async fn the_passenger_pays(&self) {
        let passenger = &self.passenger;
        // Who has an account gets the points at once.
        self.sign_in(passenger, PASSENGER).await;
        passenger.open(&self.url(&format!("/V/{}", self.code()))).await;
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
        passenger.open(&self.url(&format!("/fa/V/{}/rating", self.code()))).await;
        passenger.tick("[name=stars][value='5']").await;
        passenger.look("ride-06-rating").await;
        passenger.follow("main form button").await;
        passenger.look("ride-07-poll").await;
        assert!(passenger.text().await.contains("کرایهٔ تاکسی را بیشتر چگونه می‌پردازید؟"));
        passenger.tick("[name=choice][value='1']").await;
        passenger.follow("form[action$='/poll-answers'] button").await;
        passenger.look("ride-08-answered").await;
        passenger.open(&self.url("/fa/polls")).await;
        passenger.look("ride-09-polls").await;
        passenger.open(&self.url("/en/polls")).await;
        passenger.look("ride-10-polls-english").await;
    }

    async fn the_passenger_sees_the_points(&self) {
        let passenger = &self.passenger;
        passenger.open_until(&self.url("/fa/rewards"), "table.tbl tbody tr").await;
        passenger.look("ride-11-points").await;
        passenger.open(&self.url("/en/rewards")).await;
        passenger.look("ride-12-points-english").await;
    }

    async fn the_driver_sees_the_fare(&self) {
        self.driver.shows(FARE).await;
        assert_eq!(self.driver.js("window.before").await, true, "it is the page that was opened");
        self.driver.look("ride-13-driver-fares-paid").await;
    }

    async fn the_driver_renews(&self) {
        let driver = &self.driver;
        driver.open(&self.url("/fa/my")).await;
        driver.follow("a[href$='/renewal']").await;
        driver.look("ride-14-renewal").await;
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
    }

    async fn an_auditor_finds_all_of_it(&self) {
        let auditor = Phone::start().await;
        auditor.resize(1280, 900).await;
        self.sign_in(&auditor, self.demo.staff("auditor")).await;
        for event in ["PaymentSucceeded", "PointsAccrued", "RideRated", "PollAnswered", "LicenceRenewed"] {
            auditor.open(&self.url(&format!("/fa/history?event_type={event}"))).await;
            assert!(auditor.has(".evs li").await, "{event} is in the history: {}", auditor.text().await);
        }
        auditor.look("ride-20-history").await;
        auditor.follow(".evs li h3 a").await;
        auditor.look("ride-21-why").await;
        auditor.close().await;
    }

    async fn nothing_is_lost_and_nothing_lies_about(&self) {
        let dump = Command::new("pg_dump").arg(&self.database.url).output().expect("pg_dump starts");
        assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
        let log = std::fs::read(self.folder.path().join("log")).expect("a log");
        for canary in [Canary::text("the passenger's number", PASSENGER), Canary::text("the driver's name", "اکبر نوروزی"), Canary::text("the national id", "4321057132")] {
            for (place, bytes) in [("the database", &dump.stdout), ("the log", &log)] {
                assert_eq!(canary.found_in(bytes), Vec::<&str>::new(), "{} is in {place}", canary.what);
            }
        }
        let (status, verified) = self.parvaneh.json(&["replay", "--verify"]);
        assert_eq!((status, &verified["differences"]), (0, &0.into()), "{verified}");
    }

    async fn end(self) {
        self.passenger.close().await;
        self.driver.close().await;
        self.demo.kill();
    }
}
