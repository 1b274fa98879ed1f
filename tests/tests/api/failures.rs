use domain::identity::account::Role;
use serde_json::{Value, json};
use tests::app::TestApp;

fn is_persian(text: &Value) -> bool {
    text.as_str().is_some_and(|text| text.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c)))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_names_every_field_and_its_remedy_in_both_languages() {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    let wrong = json!({"plate": "12-345", "vin": "1", "make": "", "model": "m", "year": 1401, "colour": "x", "fuel": "steam", "permit_kind": "bus"});
    let english = officer.post("/api/v1/vehicles", wrong.clone()).await;
    let fields: Vec<_> = english.faults().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["/plate", "/vin", "/make", "/year", "/fuel", "/permit_kind"]);
    assert_eq!((english.status, english.header("content-type")), (422, "application/problem+json"));
    let persian = officer.clone().speaking("fa").post("/api/v1/vehicles", wrong).await;
    for (en, fa) in english.json["errors"].as_array().expect("errors").iter().zip(persian.json["errors"].as_array().expect("errors")) {
        assert_eq!((&en["pointer"], &en["code"]), (&fa["pointer"], &fa["code"]));
        assert!(is_persian(&fa["message"]) && !fa["message"].as_str().unwrap_or_default().contains("field-"), "{fa}");
        assert!(en["message"].as_str().is_some_and(|text| text.ends_with('.') && text.contains(' ')), "{en}");
    }
    assert!(is_persian(&persian.json["title"]) && is_persian(&persian.json["detail"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_none_are_refused() {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    let send = |body: &'static str| officer.request(reqwest::Method::POST, "/api/v1/vehicles").body(body);
    assert_eq!(officer.send(send("{")).await.status, 400);
    assert_eq!(officer.send(send("[]")).await.status, 400);
    let strange = officer.send(send(r#"{"wheels": 4, "year": "new"}"#)).await;
    let faults = vec![("/wheels".to_owned(), "unexpected".to_owned()), ("/year".to_owned(), "wrong-type".to_owned())];
    assert_eq!((strange.status, strange.faults()), (422, faults));
    let large = officer.request(reqwest::Method::POST, "/api/v1/vehicles").body("x".repeat(100_000));
    assert_eq!(officer.send(large).await.status, 413);
    assert_eq!(officer.post("/api/v1/vehicles?dry=1", json!({})).await.faults(), [("/dry".to_owned(), "unexpected".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_hears_that_before_anything_else() {
    let app = TestApp::start().await;
    let stranger = app.anyone().post("/api/v1/vehicles", json!({"wheels": 4})).await;
    assert_eq!((stranger.status, stranger.header("www-authenticate")), (401, "Bearer"));
    assert_eq!(app.anyone().with_token("nonsense").post("/api/v1/vehicles", json!({})).await.status, 401);
    let inspector = app.staff(Role::Inspector).await;
    assert_eq!(inspector.post("/api/v1/vehicles", json!({})).await.status, 403);
    assert_eq!(inspector.get("/api/v1/events?type=Nothing").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_a_problem_too() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    let nothing = anyone.get("/api/v1/nothing").await;
    assert_eq!((nothing.status, &nothing.json["status"], &nothing.json["type"]), (404, &json!(404), &json!("/problems/not-found")));
    let put = anyone.send(anyone.request(reqwest::Method::PUT, "/api/v1/register")).await;
    assert_eq!((put.status, put.header("content-type")), (405, "application/problem+json"));
}
