//! The same on pages, without scripts: the officer's, the driver's and the passenger's.

use crate::complaints::{WORDS, lodge};
use chrono::TimeDelta;
use domain::identity::account::Role;
use tests::app::{Answer, ApiClient, TestApp, noon};
use tests::browser::Phone;

async fn officer(app: &TestApp) -> ApiClient {
    let mobile = app.new_mobile();
    app.staff_with(Role::Officer, &mobile).await;
    app.signed_in(&mobile).await
}

#[track_caller]
fn led_on(answer: &Answer, done: &str) {
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert!(answer.header("location").contains(done), "{}", answer.header("location"));
}

#[tokio::test(flavor = "multi_thread")]
async fn officer_driver_and_passenger_go_through_a_complaint_on_pages() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, true).await;
    let lodged = lodge(&app, &taxi, &app.staff(Role::Officer).await).await;
    let officer = officer(&app).await;
    let case = format!("/en/desk/complaints/{}", lodged.id);

    // What is late stands out.
    let list = officer.get("/en/desk/complaints").await.text;
    assert!(list.contains(&case) && list.contains("Charged more than the approved fare") && !list.contains("overdue"), "{list}");
    let shown = officer.get(&case).await.text;
    assert!(shown.contains(WORDS) && shown.contains("مهدی رستمی") && shown.contains("09121234567"), "{shown}");
    assert!(shown.contains("optgroup label=\"Upheld\" disabled") && shown.contains("cannot be upheld before"), "{shown}");

    // What is missing is said beside the field.
    let nothing = officer.fill_in(&case, &format!("{case}/answers"), &[("text", " ")]).await;
    assert!(nothing.status == 422 && nothing.text.contains("id=\"text-error\""), "{}", nothing.text);
    let undecided = officer.fill_in(&case, &format!("{case}/resolution"), &[("resolution", ""), ("note", "bedenken")]).await;
    assert!(undecided.status == 422 && undecided.text.contains("id=\"resolution-error\"") && undecided.text.contains("bedenken"), "{}", undecided.text);
    led_on(&officer.fill_in(&case, &format!("{case}/answers"), &[("text", "We look into it.")]).await, "complaint-answered-done");
    // Whoever gets round the list is refused all the same.
    let too_early = officer.fill_in(&case, &format!("{case}/resolution"), &[("resolution", "upheld:admitted")]).await;
    assert!(too_early.status == 422 && too_early.text.contains("before the driver was heard"), "{}", too_early.text);
    led_on(&officer.fill_in(&case, &format!("{case}/driver-questions"), &[("account", "Twice the fare, it is said.")]).await, "complaint-driver-asked-done");

    // That the driver was told stands in the case, as with every other notice.
    app.settle().await;
    let asked = officer.get(&case).await.text;
    assert!(asked.contains("Notice delivered") && asked.contains("complaint put to the driver, text message"), "{asked}");
    // The driver finds it from the own account.
    let behind_the_wheel = &driver.applicant.browser;
    assert!(behind_the_wheel.get("/en/account").await.text.contains("One complaint waits for your answer"));
    let put = format!("/en/account/complaints/{}", lodged.id);
    let seen = behind_the_wheel.get(&put).await.text;
    assert!(seen.contains("Twice the fare, it is said.") && !seen.contains("نسرین") && !seen.contains("09121234567"), "{seen}");
    let silent = behind_the_wheel.fill_in(&put, &format!("{put}/answer"), &[("text", "")]).await;
    assert!(silent.status == 422 && silent.text.contains("id=\"text-error\""), "{}", silent.text);
    led_on(&behind_the_wheel.fill_in(&put, &format!("{put}/answer"), &[("text", "I am sorry.")]).await, "put-answered");
    let said = behind_the_wheel.get(&put).await.text;
    assert!(said.contains("I am sorry.") && !said.contains("<textarea"), "{said}");
    // It is nobody else's.
    assert_eq!(app.signed_in(&app.new_mobile()).await.get(&put).await.status, 404);

    let heard = officer.get(&case).await.text;
    assert!(heard.contains("I am sorry.") && !heard.contains("disabled"), "{heard}");
    let decision = [("resolution", "upheld:admitted"), ("note", "The fare is paid back.")];
    led_on(&officer.fill_in(&case, &format!("{case}/resolution"), &decision).await, "complaint-resolved-done");
    let over = officer.get(&case).await.text;
    assert!(over.contains("The driver admitted it") && !over.contains("<textarea"), "{over}");

    // The passenger reads all that by the code.
    let followed = app.anyone().get(&format!("/en/complaints?code={}", lodged.tracking_code)).await.text;
    for told in ["Upheld", "The driver admitted it", "The fare is paid back.", "We look into it.", "The driver gave an account"] {
        assert!(followed.contains(told), "{told} is missing: {followed}");
    }
    for secret in ["مهدی", "I am sorry", &taxi.plate] {
        assert!(!followed.contains(secret), "{secret} is told: {followed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_oldest_complaint_is_due_first_and_what_is_late_stands_out() {
    let app = TestApp::start().await;
    let (first, second) = (app.valid_taxi().await, app.valid_taxi().await);
    let staff = app.staff(Role::Officer).await;
    let early = lodge(&app, &first, &staff).await;
    app.clock.set(noon() + TimeDelta::days(4));
    let late = lodge(&app, &second, &staff).await;
    app.clock.set(noon() + TimeDelta::days(11));
    let list = officer(&app).await.get("/en/desk/complaints").await.text;
    let unknown = officer(&app).await.get(&format!("/en/desk/complaints/{}", early.id)).await.text;
    assert!(unknown.contains("Nobody knows who drove"), "{unknown}");
    let (first, second) = (list.find(&early.id).expect("listed"), list.find(&late.id).expect("listed"));
    assert!(first < second && list.contains("One complaint is overdue") && list.contains("\u{2068}11\u{2069} days") && list.contains("\u{2068}7\u{2069} days"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_complaints_are_free_of_faults_on_a_phone() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, true).await;
    let staff = app.staff(Role::Officer).await;
    let lodged = lodge(&app, &taxi, &staff).await;
    lodge(&app, &taxi, &staff).await;
    let mobile = app.new_mobile();
    app.staff_with(Role::Officer, &mobile).await;
    let phone = Phone::start().await;
    phone.sign_in(&app, &mobile).await;
    let case = format!("/desk/complaints/{}", lodged.id);
    for language in ["fa", "en"] {
        phone.open(&format!("{}/{language}/desk/complaints", app.address)).await;
        phone.look(&format!("complaints-list-{language}")).await;
        phone.open(&format!("{}/{language}{case}", app.address)).await;
        phone.js("document.querySelectorAll('details').forEach(all => { all.open = true })").await;
        phone.look(&format!("complaints-case-{language}")).await;
    }
    phone.open(&format!("{}/fa{case}", app.address)).await;
    phone.js("document.querySelectorAll('details').forEach(all => { all.open = true })").await;
    phone.follow("form[action$='/resolution'] button").await;
    phone.look("complaints-case-refused").await;
    phone.js("document.querySelectorAll('details').forEach(all => { all.open = true })").await;
    phone.fill("[name=account]", "می‌گویند کرایه دو برابر نرخ مصوب گرفته شده است.").await;
    phone.follow("form[action$='/driver-questions'] button").await;
    phone.look("complaints-case-asked").await;
    phone.close().await;

    let phone = Phone::start().await;
    phone.sign_in(&app, &driver.applicant.mobile).await;
    phone.open(&format!("{}/fa/account", app.address)).await;
    phone.look("complaints-driver-account").await;
    phone.follow("main section a").await;
    phone.look("complaints-driver-list").await;
    phone.follow("main table a").await;
    phone.look("complaints-driver-asked").await;
    phone.fill("[name=text]", "سفر دربست بود و کرایه را پیش از حرکت گفتم.").await;
    phone.follow("main form button").await;
    phone.look("complaints-driver-heard").await;
    phone.close().await;

    let decision = serde_json::json!({"outcome": "upheld", "reason_code": "evidence", "note": "کرایه اضافی به شما برگردانده می‌شود."});
    staff.post(&format!("/api/v1/complaints/{}/answers", lodged.id), serde_json::json!({"text": "شکایت شما را بررسی می‌کنیم."})).await.expect(200);
    staff.post(&format!("/api/v1/complaints/{}/resolution", lodged.id), decision).await.expect(200);
    let phone = Phone::start().await;
    phone.open(&format!("{}/fa/complaints?code={}", app.address, lodged.tracking_code)).await;
    phone.look("complaints-followed").await;
    phone.close().await;
}
