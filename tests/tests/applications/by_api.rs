//! A driver's permit, from the first question to the decision, by the API.

use chrono::{TimeZone, Utc};
use domain::identity::account::Role;
use serde_json::{Value, json};
use tests::app::{ApiClient, Applicant, Taxi, TestApp, picture};

const APPLICATIONS: &str = "/api/v1/applications";

/// Somebody without anything, signed in by a one-time code; their token opens an account.
async fn newcomer(app: &TestApp) -> ApiClient {
    let mobile = app.new_mobile();
    app.anyone().post("/api/v1/sign-in", json!({ "mobile": mobile })).await.expect(202);
    let code = app.messages.take_code(&mobile).await;
    let session = app.anyone().post("/api/v1/sign-in/confirm", json!({ "mobile": mobile, "code": code })).await.expect(200);
    app.anyone().with_token(session["token"].as_str().expect("a token"))
}

fn id(answer: &Value, field: &str) -> String {
    answer[field].as_str().unwrap_or_else(|| panic!("no {field}: {answer}")).to_owned()
}

async fn begun(person: &ApiClient, national_id: &str) -> String {
    let details = json!({"national_id": national_id, "first_name": "مهدی", "last_name": "رستمی", "birth_date": "1987-04-12"});
    person.post("/api/v1/me/person", details).await.expect(200);
    let started = person.post(APPLICATIONS, json!({"permit_kind": "taxi_driver", "kind": "new"})).await;
    let location = started.header("location").to_owned();
    let started = started.expect(201);
    assert_eq!(location, format!("{APPLICATIONS}/{}", id(&started, "application_id")));
    location
}

async fn filled(person: &ApiClient, path: &str, taxi: &Taxi) {
    let answers = json!({
        "answers": {"address": "قزوین، خیابان فلسطین", "education": "diploma", "shift": "evening"},
        "plate": taxi.plate,
        "consents": {"public-display": true, "inquiries": true},
    });
    person.patch(path, answers).await.expect(200);
    let documents = format!("{path}/documents");
    person.upload(&documents, &[("kind", "portrait")], &picture()).await.expect(201);
    for kind in ["driving_licence", "health_certificate"] {
        person.upload(&documents, &[("kind", kind), ("valid_until", "۲۰۳۰-۰۱-۰۱")], &picture()).await.expect(201);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_driver_applies_is_asked_for_one_thing_and_is_agreed_to() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let (driver, officer) = (newcomer(&app).await, app.staff(Role::Officer).await);
    let path = begun(&driver, "4324251711").await;

    // Half filled, it is saved and stays a draft that no officer sees.
    driver.patch(&path, json!({"answers": {"education": "diploma"}})).await.expect(200);
    let early = driver.post(&format!("{path}/submission"), json!({"declared": true})).await;
    assert_eq!((early.status, early.json["type"].as_str()), (409, Some("/problems/application-incomplete")));
    assert_eq!(officer.get(&path).await.status, 404);

    filled(&driver, &path, &taxi).await;
    let undeclared = driver.post(&format!("{path}/submission"), json!({})).await;
    assert_eq!((undeclared.status, undeclared.faults()), (422, vec![("/declared".into(), "declaration-needed".into())]));
    let sent = driver.post_once(&format!("{path}/submission"), "send-once", json!({"declared": true})).await.expect(200);
    assert_eq!((&sent["stage"], &sent["review_by_jalali"]), (&json!("under_review"), &json!("1405-09-11")), "seven working days on");
    let again = driver.post_once(&format!("{path}/submission"), "send-once", json!({"declared": true})).await.expect(200);
    assert_eq!(again["position"], sent["position"], "a repeat is answered alike and writes nothing");
    assert_eq!(driver.patch(&path, json!({"answers": {"education": "university"}})).await.status, 409, "what was sent stands");

    // The officer finds it, sees no more of the national id than is needed, and asks for a better photo.
    let list = officer.get("/api/v1/worklist").await.expect(200);
    assert_eq!((&list["under_review"][0]["number"], &list["under_review"][0]["applicant"]), (&sent["number"], &json!("مهدی رستمی")));
    let case = officer.get(&path).await.expect(200);
    assert_eq!(case["applicant"]["national_id"], "432•••••11");
    let document = |kind: &str, case: &Value| {
        let found = case["documents"].as_array().and_then(|all| all.iter().find(|document| document["kind"] == kind).cloned());
        id(&found.expect("is there"), "document_id")
    };
    let judgement = |kind: &str, case: &Value| format!("{path}/documents/{}/judgement", document(kind, case));
    let blurred = json!({"verdict": "reject", "reason_code": "unreadable", "note": "عکس تار است"});
    officer.post(&judgement("portrait", &case), blurred).await.expect(200);
    let asked = json!({"documents": ["portrait"], "message": "لطفاً یک عکس تازه بفرستید"});
    let asked = officer.post(&format!("{path}/information-requests"), asked).await.expect(200);
    assert_eq!(asked["stage"], "information_requested");

    // The driver answers what was asked for, and nothing else.
    let seen = driver.get(&path).await.expect(200);
    assert_eq!((&seen["message"], &seen["requested_documents"]), (&json!("لطفاً یک عکس تازه بفرستید"), &json!(["portrait"])));
    let documents = format!("{path}/documents");
    let other = driver.upload(&documents, &[("kind", "driving_licence"), ("valid_until", "2031-01-01")], &picture()).await;
    assert_eq!(other.json["type"], "/problems/not-requested");
    driver.upload(&documents, &[("kind", "portrait")], &picture()).await.expect(201);
    driver.post(&format!("{path}/submission"), json!({})).await.expect(200);

    // Every document accepted, then agreed to; the fee is that day's tariff.
    let case = officer.get(&path).await.expect(200);
    let early = officer.post(&format!("{path}/decision"), json!({"outcome": "grant", "reason_code": "all-in-order"})).await;
    assert_eq!(early.json["type"], "/problems/documents-not-accepted");
    for kind in ["portrait", "driving_licence", "health_certificate"] {
        officer.post(&judgement(kind, &case), json!({"verdict": "accept"})).await.expect(200);
    }
    officer.post(&format!("{path}/decision"), json!({"outcome": "grant", "reason_code": "all-in-order"})).await.expect(200);
    app.settle().await;
    let due = driver.get(&path).await.expect(200);
    assert_eq!((&due["stage"], &due["fee"]), (&json!("payment_due"), &json!({"rial": 7_700_000})));
    assert!(due["invoice_id"].is_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tariff_is_that_of_the_day_on_which_the_fee_is_assessed() {
    let app = TestApp::start_with(|_| {}).await;
    let fee = async |applicant: &Applicant| {
        let path = format!("{APPLICATIONS}/{}", applicant.application_id);
        applicant.browser.get(&path).await.expect(200)["fee"]["rial"].clone()
    };
    // Two days before Nowruz 1405, and the day itself; the log's time only goes on.
    app.clock.set(Utc.with_ymd_and_hms(2026, 3, 19, 8, 0, 0).single().expect("a moment"));
    let old = app.agreed(&app.valid_taxi().await, true).await;
    assert_eq!(fee(&old).await, 5_250_000);
    app.clock.set(Utc.with_ymd_and_hms(2026, 3, 21, 8, 0, 0).single().expect("a moment"));
    let new = app.agreed(&app.valid_taxi().await, true).await;
    assert_eq!(fee(&new).await, 7_700_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_wrong_is_told_field_by_field_and_nothing_is_lost() {
    let app = TestApp::start().await;
    let person = newcomer(&app).await;
    let wrong = json!({"national_id": "1234567890", "first_name": "", "last_name": "رستمی", "birth_date": "1987-13-01"});
    let refused = person.post("/api/v1/me/person", wrong).await;
    let faults = [("/national_id", "not-a-national-id"), ("/first_name", "needed"), ("/birth_date", "not-a-date")];
    assert_eq!((refused.status, refused.faults()), (422, faults.map(|(field, code)| (field.into(), code.into())).to_vec()));

    let path = begun(&person, "4324251711").await;
    let wrong = json!({"answers": {"education": "wizardry", "sheba": "IR01", "shoe": "42"}, "plate": "11ب111-11", "consents": {"all": true}});
    let refused = person.patch(&path, wrong).await;
    let faults = [
        ("/answers/education", "unknown-choice"),
        ("/answers/sheba", "not-a-sheba"),
        ("/answers/shoe", "unexpected"),
        ("/consents/all", "unexpected"),
        ("/plate", "unknown-plate"),
    ];
    assert_eq!((refused.status, refused.faults()), (422, faults.map(|(field, code)| (field.into(), code.into())).to_vec()));

    let documents = format!("{path}/documents");
    for (texts, file, field, code) in [
        (vec![("kind", "portrait")], b"%PDF-1.7".to_vec(), "/file", "not-a-picture"),
        (vec![("kind", "portrait")], Vec::new(), "/file", "needed"),
        (vec![("kind", "portrait")], vec![0; 5 * 1024 * 1024 + 1], "/file", "file-too-large"),
        (vec![("kind", "passport")], picture(), "/kind", "unknown-choice"),
        (vec![("kind", "driving_licence")], picture(), "/valid_until", "needed"),
        (vec![("kind", "driving_licence"), ("valid_until", "2020-01-01")], picture(), "/valid_until", "in-the-past"),
        (vec![("kind", "portrait"), ("colour", "red")], picture(), "/colour", "unexpected"),
    ] {
        let refused = person.upload(&documents, &texts, &file).await;
        assert_eq!((refused.status, refused.faults()), (422, vec![(field.into(), code.into())]), "{texts:?}");
    }
    let draft = person.get(&path).await.expect(200);
    assert_eq!((&draft["stage"], draft["documents"].as_array().map(Vec::len)), (&json!("draft"), Some(0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_too_young_is_told_so_and_a_second_application_is_the_first() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let young = newcomer(&app).await;
    let path = begun(&young, "4324251711").await;
    let details = json!({"national_id": "4324251711", "first_name": "آرش", "last_name": "رستمی", "birth_date": "2004-01-01"});
    young.post("/api/v1/me/person", details).await.expect(200);
    filled(&young, &path, &taxi).await;
    let refused = young.post(&format!("{path}/submission"), json!({"declared": true})).await;
    assert_eq!((refused.status, refused.json["type"].as_str()), (409, Some("/problems/not-eligible")));

    let second = young.post(APPLICATIONS, json!({"permit_kind": "taxi_driver", "kind": "new"})).await;
    assert_eq!((second.status, second.faults()), (409, vec![("/open".into(), "taken-application-open".into())]));
    young.post(&format!("{path}/withdrawal"), json!({})).await.expect(200);
    young.post(APPLICATIONS, json!({"permit_kind": "taxi_driver", "kind": "new"})).await.expect(201);

    // A national id is one person's.
    let other = newcomer(&app).await;
    let same = json!({"national_id": "4324251711", "first_name": "بهرام", "last_name": "رستمی", "birth_date": "1980-01-01"});
    let taken = other.post("/api/v1/me/person", same).await;
    assert_eq!((taken.status, taken.faults()), (409, vec![("/national_id".into(), "taken-person-national-id".into())]));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_anothers_application_and_no_officer_decides_on_their_own() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let applicant = app.applied(&taxi, true).await;
    let path = format!("{APPLICATIONS}/{}", applicant.application_id);
    let portrait = app.documents(applicant.application_id).await["portrait"];
    let picture_of = format!("{path}/documents/{portrait}");

    let other = newcomer(&app).await;
    for hidden in [&path, &picture_of] {
        assert_eq!(other.get(hidden).await.status, 404, "{hidden}");
    }
    assert_eq!(other.patch(&path, json!({"answers": {"education": "diploma"}})).await.status, 404);
    assert_eq!(other.post(&format!("{path}/withdrawal"), json!({})).await.status, 404);
    assert_eq!(applicant.browser.get(&picture_of).await.header("content-type"), "image/jpeg");

    // The applicant becomes an officer, too.
    app.staff_with(Role::Officer, &applicant.mobile).await;
    let officer = app.token_of(&applicant.mobile).await;
    let own = officer.post(&format!("{path}/decision"), json!({"outcome": "refuse", "reason_code": "no-vacancy"})).await;
    assert_eq!((own.status, own.json["type"].as_str()), (409, Some("/problems/own-application")));
}
