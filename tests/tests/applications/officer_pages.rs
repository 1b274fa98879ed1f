//! What officers do with an application, by their pages alone.

use chrono::TimeDelta;
use domain::identity::account::Role;
use reqwest::Method;
use tests::app::{Answer, ApiClient, Applicant, TestApp, noon};

/// An officer's browser.
async fn officer(app: &TestApp) -> ApiClient {
    let mobile = app.new_mobile();
    app.staff_with(Role::Officer, &mobile).await;
    app.signed_in(&mobile).await
}

fn case(applicant: &Applicant) -> String {
    format!("/en/desk/applications/{}", applicant.application_id)
}

#[track_caller]
fn led_on(answer: &Answer, done: &str) {
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert!(answer.header("location").contains(done), "{}", answer.header("location"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_judges_documents_asks_once_and_agrees() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let applicant = app.applied(&taxi, true).await;
    let officer = officer(&app).await;
    let case = case(&applicant);

    // The worklist leads to the case, which tells no more than an officer must know.
    let list = officer.get("/en/desk/applications").await;
    assert!(list.text.contains(&case) && list.text.contains("مهدی رستمی") && list.text.contains("Under review"), "{}", list.text);
    let shown = officer.get(&case).await;
    let national_id = &applicant.national_id;
    assert!(!shown.text.contains(national_id) && shown.text.contains(&format!("{}•••••{}", &national_id[..3], &national_id[8..])), "{}", shown.text);
    assert!(shown.text.contains("What is your highest schooling?") && shown.text.contains("Primary or lower secondary"), "{}", shown.text);
    assert!(shown.text.contains("1 January 2030") && shown.text.contains("1408-10-12"), "a last day in both calendars: {}", shown.text);
    assert!(shown.text.contains("You can agree once every needed document is accepted"));

    // What is missing is said beside the field, and nothing is done.
    let documents = app.documents(applicant.application_id).await;
    let portrait = documents["portrait"].to_string();
    let judge = format!("{case}/documents/{portrait}");
    let unfounded = officer.fill_in(&case, &judge, &[("verdict", "reject"), (&format!("note-{portrait}"), "Too dark")]).await;
    assert_eq!(unfounded.status, 422);
    assert!(unfounded.text.contains(&format!("id=\"reason-{portrait}-error\"")) && unfounded.text.contains("Too dark"), "{}", unfounded.text);
    let rejected = [("verdict", "reject"), (&*format!("reason-{portrait}"), "unreadable"), (&*format!("note-{portrait}"), "Too dark")];
    led_on(&officer.fill_in(&case, &judge, &rejected).await, "case-document-rejected");
    let too_early = officer.fill_in(&case, &format!("{case}/decision"), &[("grant_reason", "all-in-order")]).await;
    assert_eq!(too_early.status, 422, "{}", too_early.text);
    for id in documents.values().filter(|id| **id != documents["portrait"]) {
        let accepted = officer.fill_in(&case, &format!("{case}/documents/{id}"), &[("verdict", "accept")]).await;
        led_on(&accepted, "case-document-accepted");
    }
    let judged = officer.get(&format!("{case}?done=case-document-accepted")).await.text;
    assert!(judged.contains("The document is accepted.") && judged.contains("Unreadable") && judged.contains("Too dark"), "{judged}");
    assert_eq!(judged.matches("</svg>Accepted</span>").count(), documents.len() - 1);

    // Asking: something must be asked for. What was rejected is ticked already.
    let ask = format!("{case}/information-requests");
    let nothing = officer.fill_in(&case, &ask, &[("message", "")]).await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.text.contains("id=\"documents-error\"") && nothing.text.contains("id=\"message-error\""), "{}", nothing.text);
    assert!(officer.get(&case).await.text.contains("id=\"documents-portrait\" value=\"portrait\" checked"));
    let asked = officer.fill_in(&case, &ask, &[("documents", "portrait"), ("message", "A brighter photo, please.")]).await;
    led_on(&asked, "case-asked-done");
    let waiting = officer.get(&case).await;
    assert!(waiting.text.contains("Waiting for an answer") && waiting.text.contains("A brighter photo, please."), "{}", waiting.text);
    assert!(!waiting.text.contains("/decision\"") && !waiting.text.contains("name=\"verdict\""), "it is the applicant's turn");
    assert!(officer.get("/en/desk/applications").await.text.contains("Waiting for applicants"));

    // The applicant answers, and the officer agrees.
    app.hand_in(&applicant, "portrait", "").await;
    app.send_in(&applicant).await;
    let portrait = app.documents(applicant.application_id).await["portrait"];
    led_on(&officer.fill_in(&case, &format!("{case}/documents/{portrait}"), &[("verdict", "accept")]).await, "case-document-accepted");
    let unfounded = officer.fill_in(&case, &format!("{case}/decision"), &[]).await;
    assert_eq!(unfounded.status, 422);
    assert!(unfounded.text.contains("id=\"grant_reason-error\""), "{}", unfounded.text);
    led_on(&officer.fill_in(&case, &format!("{case}/decision"), &[("grant_reason", "all-in-order")]).await, "case-granted-done");
    app.settle().await;
    let agreed = officer.get(&case).await;
    assert!(agreed.text.contains("Waiting for payment") && agreed.text.contains("770,000"), "{}", agreed.text);
    assert!(agreed.text.contains("Conditions are met and documents complete"), "{}", agreed.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_refuses_with_a_reason_and_the_same_form_counts_once() {
    let app = TestApp::start().await;
    let applicant = app.applied(&app.valid_taxi().await, false).await;
    let officer = officer(&app).await;
    let case = case(&applicant);
    let page = officer.get(&case).await.text;
    // The second form that goes there is the refusal's.
    let refusal = page.split("id=\"refuse\"").nth(1).expect("can be refused");
    let refused = [("refuse_reason", "no-vacancy"), ("refuse_note", "All cars of this line have a driver.")];
    for _ in 0..2 {
        led_on(&officer.send_form(refusal, &format!("{case}/decision"), &refused).await, "case-refused-done");
    }
    let shown = officer.get(&case).await;
    assert!(shown.text.contains("No vacancy for this car") && shown.text.contains("All cars of this line"), "{}", shown.text);
    assert_eq!(shown.text.matches("Application refused").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_works_on_an_application_of_their_own() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let mobile = app.new_mobile();
    app.staff_with(Role::Officer, &mobile).await;
    let applicant = app.drafted_by(&mobile, &taxi, false).await;
    app.send_in(&applicant).await;
    let case = case(&applicant);
    let shown = applicant.browser.get(&case).await;
    assert!(shown.text.contains("This is your own application"), "{}", shown.text);
    assert!(!shown.text.contains("/decision\"") && !shown.text.contains("name=\"verdict\""));
    // A form that was made up by hand is refused by the rule itself.
    let csrf = shown.text.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a form").to_owned();
    let forged = [("csrf", csrf.as_str()), ("outcome", "refuse"), ("refuse_reason", "no-vacancy")];
    let answer = applicant.browser.send(applicant.browser.request(Method::POST, &format!("{case}/decision")).form(&forged)).await;
    assert_eq!(answer.status, 422, "{}", answer.text);
    assert!(answer.text.contains("Nobody decides on an application of their own"), "{}", answer.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_are_for_their_owner_and_for_officers() {
    let app = TestApp::start().await;
    let applicant = app.applied(&app.valid_taxi().await, false).await;
    let portrait = app.documents(applicant.application_id).await["portrait"];
    let path = format!("/fa/applications/{}/documents/{portrait}", applicant.application_id);
    let officer = officer(&app).await;
    for client in [&applicant.browser, &officer] {
        let seen = client.get(&path).await;
        assert_eq!((seen.status, seen.header("content-type")), (200, "image/jpeg"));
        assert!(seen.header("cache-control").contains("no-store"));
    }
    let stranger = app.signed_in(&app.new_mobile()).await;
    assert_eq!(stranger.get(&path).await.status, 404);
    assert_eq!(app.anyone().get(&path).await.status, 303);

    // A draft is nobody's business yet.
    let draft = app.drafted(&app.valid_taxi().await, false).await;
    let portrait = app.documents(draft.application_id).await["portrait"];
    assert_eq!(officer.get(&case(&draft)).await.status, 404);
    assert_eq!(officer.get(&format!("/fa/applications/{}/documents/{portrait}", draft.application_id)).await.status, 404);

    // The officer's looks are recorded, once a day each.
    for _ in 0..3 {
        officer.get(&path).await;
    }
    app.settle().await;
    let auditor = app.staff(Role::Auditor).await;
    let looks = auditor.get("/api/v1/events?type=RecordViewed").await.expect(200);
    let of_document = looks["items"].as_array().expect("items").iter().filter(|look| look.to_string().contains("\"document\"")).count();
    assert_eq!(of_document, 1, "{looks}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_overdue_is_said_first() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    app.applied(&taxi, false).await;
    app.clock.set(noon() + TimeDelta::days(20));
    let officer = officer(&app).await;
    app.applied(&taxi, false).await;
    let list = officer.get("/en/desk/applications").await.text;
    assert!(list.contains("One case is overdue") && list.contains("days overdue"), "{list}");
    let (late, on_time) = (list.find("class=\"late\""), list.find("days left"));
    assert!(late.is_some() && late < on_time, "the soonest due comes first: {list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_driver_is_assigned_on_the_vehicles_page_by_the_number_of_the_permit() {
    let app = TestApp::start().await;
    let (taxi, other) = (app.valid_taxi().await, app.valid_taxi().await);
    let driver = app.driver(&taxi, true).await;
    let officer = officer(&app).await;
    let page = format!("/fa/desk/vehicles/{}", taxi.vehicle_id);
    let shown = officer.get(&page).await.text;
    assert!(shown.contains("مهدی رستمی") && shown.contains("صبح"), "{shown}");
    let end = shown.split("action=\"").find(|action| action.contains("/drivers/")).and_then(|action| action.split('"').next()).expect("can be ended");
    led_on(&officer.send_form(&shown, end, &[]).await, "drivers-ended");
    assert!(!officer.get(&page).await.text.contains("مهدی رستمی"));

    let page = format!("/fa/desk/vehicles/{}", other.vehicle_id);
    let action = format!("{page}/drivers");
    let wrong = officer.fill_in(&page, &action, &[("permit_number", "D-1405-999999"), ("shift", "")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("id=\"permit_number-error\"") && wrong.text.contains("id=\"shift-error\""), "{}", wrong.text);
    let persian = i18n::digits(i18n::Locale::Fa, &driver.number.to_lowercase());
    led_on(&officer.fill_in(&page, &action, &[("permit_number", &persian), ("shift", "night")]).await, "drivers-assigned");
    let shown = officer.get(&page).await.text;
    assert!(shown.contains("مهدی رستمی") && shown.contains("شب"), "{shown}");
}
