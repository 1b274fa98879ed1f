//! A complaint from the passenger to the decision, by the API.

use chrono::{DateTime, TimeDelta, Utc};
use domain::identity::account::Role;
use serde_json::{Value, json};
use tests::app::{ApiClient, Driver, Taxi, TestApp, noon};

/// A complaint that was lodged.
pub struct Lodged {
    /// By which the passenger follows it.
    pub tracking_code: String,
    /// Its id, as officers know it.
    pub id: String,
}

/// What the passenger wrote, with a name that nobody else is told.
pub const WORDS: &str = "دو برابر گرفت. من نسرین هستم";

/// A passenger complains of the car.
pub async fn lodge(app: &TestApp, taxi: &Taxi, officer: &ApiClient) -> Lodged {
    let body = json!({"category": "overcharging", "text": WORDS, "mobile": "09121234567", "occurred_at": noon()});
    let made = app.anyone().post(&format!("/api/v1/scan/{}/complaints", taxi.code), body).await.expect(201);
    app.settle().await;
    let list = officer.get("/api/v1/complaints").await.expect(200);
    let newest = list["open"].as_array().and_then(|open| open.last()).expect("it is in the list");
    Lodged { tracking_code: text(&made["tracking_code"]), id: text(&newest["complaint_id"]) }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

/// A car with its driver, who has a token.
async fn driven(app: &TestApp) -> (Taxi, Driver, ApiClient) {
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, true).await;
    let client = app.token_of(&driver.applicant.mobile).await;
    (taxi, driver, client)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_is_answered_the_driver_heard_and_the_passenger_told() {
    let app = TestApp::start().await;
    let (taxi, driver, behind_the_wheel) = driven(&app).await;
    let officer = app.staff(Role::Officer).await;
    let lodged = lodge(&app, &taxi, &officer).await;
    let case = format!("/api/v1/complaints/{}", lodged.id);

    // The list tells what it is about and how old it is, and nothing that anybody wrote.
    let list = officer.get("/api/v1/complaints").await.expect(200);
    assert_eq!((&list["open"][0]["category"], &list["open"][0]["plate"]), (&json!("overcharging"), &json!(taxi.plate)));
    assert!(!list.to_string().contains("نسرین"), "{list}");
    // The case tells all, and the look is in the log.
    let seen = officer.get(&format!("{case}/case")).await.expect(200);
    assert_eq!((&seen["text"], &seen["mobile"], &seen["driver_known"]), (&json!(WORDS), &json!("09121234567"), &json!(true)));
    let auditor = app.staff(Role::Auditor).await;
    let looks = auditor.get("/api/v1/events?type=RecordViewed").await.expect(200);
    assert!(looks.to_string().contains(&lodged.id), "{looks}");

    officer.post(&format!("{case}/answers"), json!({"text": "بررسی می‌کنیم"})).await.expect(200);
    // No finding before the driver was heard.
    let upheld = json!({"outcome": "upheld", "reason_code": "admitted", "note": "پوزش می‌خواهیم"});
    let too_early = officer.post(&format!("{case}/resolution"), upheld.clone()).await;
    assert_eq!((too_early.status, &too_early.json["type"]), (409, &json!("/problems/driver-not-heard")), "{}", too_early.text);
    assert_eq!(behind_the_wheel.get("/api/v1/me/complaints").await.expect(200)["items"], json!([]), "nobody asked yet");
    let asked = officer.post(&format!("{case}/driver-questions"), json!({"account": "کرایه دو برابر نرخ"})).await.expect(200);
    assert_eq!((&asked["state"], &asked["driver_answer_by"]), (&json!("driver_asked"), &json!("2026-11-28")));
    assert_eq!(officer.post(&format!("{case}/driver-questions"), json!({"account": "باز هم"})).await.status, 409);

    // The driver reads the officer's account, and nothing of who complains.
    let put = behind_the_wheel.get("/api/v1/me/complaints").await.expect(200);
    assert_eq!((&put["items"][0]["account"], &put["items"][0]["can_answer"]), (&json!("کرایه دو برابر نرخ"), &json!(true)));
    for secret in ["نسرین", "09121234567", &lodged.tracking_code] {
        assert!(!put.to_string().contains(secret), "{secret} is told: {put}");
    }
    let said = behind_the_wheel.post(&format!("{case}/driver-answer"), json!({"text": "درست است، ببخشید"})).await.expect(200);
    assert_eq!(said["answer"], json!("درست است، ببخشید"));
    assert_eq!(behind_the_wheel.post(&format!("{case}/driver-answer"), json!({"text": "نه"})).await.status, 409, "once");

    let decided = officer.post(&format!("{case}/resolution"), upheld.clone()).await.expect(200);
    assert_eq!((&decided["state"], &decided["driver_answer"]), (&json!("resolved"), &json!("درست است، ببخشید")));
    assert_eq!(officer.post(&format!("{case}/resolution"), upheld).await.status, 409);

    // The passenger follows it all, and learns nothing of the driver.
    let followed = app.anyone().get(&format!("/api/v1/complaints/{}", lodged.tracking_code)).await.expect(200);
    assert_eq!((&followed["state"], &followed["outcome"], &followed["reason_code"]), (&json!("resolved"), &json!("upheld"), &json!("admitted")));
    assert_eq!((&followed["note"], &followed["answers"][0]["text"]), (&json!("پوزش می‌خواهیم"), &json!("بررسی می‌کنیم")));
    assert!(followed["driver_heard_at"].is_string());
    for secret in ["مهدی", "رستمی", "ببخشید", &driver.applicant.mobile, &taxi.plate] {
        assert!(!followed.to_string().contains(secret), "{secret} is told: {followed}");
    }
    let mine = behind_the_wheel.get("/api/v1/me/complaints").await.expect(200);
    assert_eq!((&mine["items"][0]["outcome"], &mine["items"][0]["can_answer"]), (&json!("upheld"), &json!(false)));

    // Driver and passenger were told that there is something to read, and nothing of it: she of the answer
    // and of the decision.
    app.settle().await;
    let told = |template| app.messages.notices().into_iter().filter(move |notice| notice.template == template).collect::<Vec<_>>();
    let [put] = <[_; 1]>::try_from(told("complaint-put")).expect("the driver is told once");
    assert_eq!((put.to.text(), put.facts[0].value.as_str()), (driver.applicant.mobile.as_str(), "۷ آذر ۱۴۰۵"));
    assert!(put.link.ends_with(&format!("/fa/account/complaints/{}", lodged.id)), "{}", put.link);
    let [answered, ended] = <[_; 2]>::try_from(told("complaint-answered")).expect("she is told twice");
    for notice in [answered, ended] {
        assert_eq!((notice.to.text(), notice.facts.len()), ("09121234567", 0));
        assert!(notice.link.ends_with("/fa/complaints"), "{}", notice.link);
    }
    let auditor = app.staff(Role::Auditor).await;
    let log = auditor.get("/api/v1/events?type=NoticeDelivered").await.expect(200).to_string();
    assert!(log.contains(&lodged.id) && !log.contains("09121234567") && !log.contains(&lodged.tracking_code), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_driver_who_lets_the_time_run_out_was_given_it() {
    let app = TestApp::start().await;
    let (taxi, _, behind_the_wheel) = driven(&app).await;
    let officer = app.staff(Role::Officer).await;
    let lodged = lodge(&app, &taxi, &officer).await;
    let case = format!("/api/v1/complaints/{}", lodged.id);
    officer.post(&format!("{case}/driver-questions"), json!({"account": "کرایه دو برابر نرخ"})).await.expect(200);
    let upheld = json!({"outcome": "upheld", "reason_code": "not-answered"});

    // The last day is the driver's to its end.
    app.clock.set(noon() + TimeDelta::days(5));
    assert_eq!(officer.post(&format!("{case}/resolution"), upheld.clone()).await.status, 409);
    app.clock.set(noon() + TimeDelta::days(6));
    let late = behind_the_wheel.post(&format!("{case}/driver-answer"), json!({"text": "دیر شد"})).await;
    assert_eq!((late.status, &late.json["type"]), (409, &json!("/problems/driver-too-late")));
    assert_eq!(officer.post(&format!("{case}/resolution"), upheld).await.expect(200)["outcome"], json!("upheld"));
}

#[tokio::test(flavor = "multi_thread")]
async fn complaints_are_for_officers_and_for_the_driver_who_was_asked() {
    let app = TestApp::start().await;
    let (taxi, ..) = driven(&app).await;
    let officer = app.staff(Role::Officer).await;
    let lodged = lodge(&app, &taxi, &officer).await;
    let case = format!("/api/v1/complaints/{}", lodged.id);
    officer.post(&format!("{case}/driver-questions"), json!({"account": "کرایه دو برابر نرخ"})).await.expect(200);

    let (_, _, another_driver) = driven(&app).await;
    assert_eq!(another_driver.get("/api/v1/me/complaints").await.expect(200)["items"], json!([]));
    assert_eq!(another_driver.post(&format!("{case}/driver-answer"), json!({"text": "من نبودم"})).await.status, 404);
    assert_eq!(another_driver.get(&format!("{case}/case")).await.status, 403);
    let auditor = app.staff(Role::Auditor).await;
    auditor.get(&format!("{case}/case")).await.expect(200);
    assert_eq!(auditor.post(&format!("{case}/answers"), json!({"text": "…"})).await.status, 403);
    assert_eq!(officer.get(&format!("/api/v1/complaints/{}/case", uuid::Uuid::new_v4())).await.status, 404);

    // Every fault at once, and a reason of another outcome is none.
    let faulty = officer.post(&format!("{case}/resolution"), json!({"outcome": "guilty"})).await;
    assert_eq!(faulty.faults(), [("/outcome".to_owned(), "choose-one".to_owned()), ("/reason_code".to_owned(), "needed".to_owned())]);
    let borrowed = officer.post(&format!("{case}/resolution"), json!({"outcome": "withdrawn", "reason_code": "admitted"})).await;
    assert_eq!(borrowed.faults(), [("/reason_code".to_owned(), "unknown-resolution-reason".to_owned())], "{}", borrowed.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_is_about_who_drives_now_only_where_they_drove_then() {
    let app = TestApp::start().await;
    let (taxi, officer, passenger) = (app.valid_taxi().await, app.staff(Role::Officer).await, app.anyone());
    let day = |n| noon() + TimeDelta::days(n);
    let newest = async || {
        app.settle().await;
        let list = officer.get("/api/v1/complaints").await.expect(200);
        let id = text(&list["open"].as_array().and_then(|open| open.last()).expect("it is in the list")["complaint_id"]);
        let known = officer.get(&format!("/api/v1/complaints/{id}/case")).await.expect(200)["driver_known"].clone();
        (id, known)
    };
    let lodged = async |now: i64, occurred_at: DateTime<Utc>| {
        app.clock.set(day(now) + TimeDelta::minutes(5));
        let body = json!({"category": "overcharging", "text": WORDS, "occurred_at": occurred_at});
        passenger.post(&format!("/api/v1/scan/{}/complaints", taxi.code), body).await.expect(201);
        newest().await
    };
    app.clock.set(day(1));
    let first = app.driver(&taxi, true).await;
    let (id, known) = lodged(2, noon()).await;
    assert_eq!(known, json!(false), "whoever it was, the driver came later");
    let nobody = officer.post(&format!("/api/v1/complaints/{id}/driver-questions"), json!({"account": "…"})).await;
    assert_eq!(nobody.json["type"], json!("/problems/no-driver-known"));
    assert_eq!(lodged(3, day(2)).await.1, json!(true));
    // Who names the day alone means all of it.
    app.clock.set(day(4) - TimeDelta::minutes(1));
    let form = format!("/en/V/{}/complaint", taxi.code);
    let fields = [("category", "overcharging"), ("text", WORDS), ("occurred_on_day", "3"), ("occurred_on_month", "9"), ("occurred_on_year", "1405")];
    assert_eq!(passenger.fill_in(&form, &form, &fields).await.status, 201);
    assert_eq!(newest().await.1, json!(true), "nobody else drove on the day on which the driver came");

    // With two in the car, shifts decide, then as now.
    app.clock.set(day(4));
    app.driver(&taxi, true).await;
    let wheel = app.token_of(&first.applicant.mobile).await;
    app.clock.set(day(5));
    wheel.post("/api/v1/shifts", json!({})).await.expect(201);
    app.settle().await;
    assert_eq!(lodged(5, day(5)).await.1, json!(true));
    assert_eq!(lodged(6, day(4)).await.1, json!(false), "at work now, and not then");
    assert_eq!(lodged(7, day(3)).await.1, json!(true), "alone in the car then");

    // A sticker that was replaced may be in any car, so it says nothing of this one's driver.
    officer.post(&format!("/api/v1/vehicles/{}/fleet-code", taxi.vehicle_id), json!({"reason": "stolen"})).await.expect(200);
    assert_eq!(lodged(8, day(8)).await.1, json!(false));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_who_drives_learns_nothing_of_who_complained() {
    let app = TestApp::start().await;
    let (taxi, driver, _) = driven(&app).await;
    let officer = app.staff(Role::Officer).await;
    let lodged = lodge(&app, &taxi, &officer).await;
    app.staff_with(Role::Officer, &driver.applicant.mobile).await;
    let both = app.token_of(&driver.applicant.mobile).await;
    let (case, page) = (format!("/api/v1/complaints/{}", lodged.id), format!("/fa/desk/complaints/{}", lodged.id));
    officer.post(&format!("{case}/answers"), json!({"text": "نسرین خانم، بررسی می‌کنیم"})).await.expect(200);
    for path in [&format!("{case}/case"), &page] {
        let seen = both.get(path).await;
        assert_eq!(seen.status, 200, "{path}: {}", seen.text);
        assert!(!seen.text.contains("نسرین") && !seen.text.contains("09121234567"), "{}", seen.text);
        assert!(officer.get(path).await.text.contains("نسرین"));
    }
    // Nor of who rated: what was written with it is for the other officers.
    app.anyone().post(&format!("/api/v1/scan/{}/ratings", taxi.code), json!({"stars": 2, "comment": "نسرین: تند می‌راند"})).await.expect(201);
    app.settle().await;
    let page = format!("/fa/desk/vehicles/{}", taxi.vehicle_id);
    assert!(officer.get(&page).await.text.contains("نسرین: تند می‌راند"));
    assert!(!both.get(&page).await.text.contains("نسرین"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_answer_under_its_key_is_written_once() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let officer = app.staff(Role::Officer).await;
    let lodged = lodge(&app, &taxi, &officer).await;
    let path = format!("/api/v1/complaints/{}/answers", lodged.id);
    for _ in 0..2 {
        let answered = officer.post_once(&path, "k", json!({"text": "بررسی می‌کنیم"})).await.expect(200);
        assert_eq!(answered["answers"].as_array().map(Vec::len), Some(1));
    }
    // Nobody knows who drove, so nobody can be asked, and it can be decided all the same.
    let nobody = officer.post(&format!("/api/v1/complaints/{}/driver-questions", lodged.id), json!({"account": "…"})).await;
    assert_eq!(nobody.json["type"], json!("/problems/no-driver-known"));
    let upheld = json!({"outcome": "upheld", "reason_code": "evidence"});
    officer.post(&format!("/api/v1/complaints/{}/resolution", lodged.id), upheld).await.expect(200);
    let list = officer.get("/api/v1/complaints").await.expect(200);
    assert_eq!((&list["open"], &list["resolved"][0]["outcome"]), (&json!([]), &json!("upheld")));
}
