use domain::identity::account::Role;
use serde_json::json;
use tests::app::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_rating_is_counted_once_under_its_key() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let path = format!("/api/v1/scan/{}/ratings", taxi.code);
    let anyone = app.anyone();
    let body = json!({"stars": 5, "tags": ["polite"], "comment": "سپاس"});
    let given = anyone.post_once(&path, "k", body.clone()).await;
    assert_eq!(given.status, 201);
    let again = anyone.post_once(&path, "k", body).await;
    assert_eq!((again.status, again.position()), (201, given.position()));
    let other = anyone.post_once(&path, "k", json!({"stars": 1})).await;
    assert_eq!((other.status, &other.json["type"]), (422, &json!("/problems/key-reused")));
    assert_eq!(anyone.post_once(&path, "l", json!({"stars": 1})).await.status, 201);
    app.settle().await;
    let auditor = app.staff(Role::Auditor).await;
    let rated = auditor.get(&format!("/api/v1/events?type=RideRated&aggregate=rating")).await.expect(200);
    assert_eq!(rated["items"].as_array().map(Vec::len), Some(2));
    assert!(!rated.to_string().contains("سپاس"), "the comment is sealed");
    let refused = anyone.post(&path, json!({"stars": 6, "tags": ["rich"]})).await;
    let faults = vec![("/stars".to_owned(), "stars-needed".to_owned()), ("/tags".to_owned(), "unknown-choice".to_owned())];
    assert_eq!((refused.status, refused.faults()), (422, faults));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_is_followed_by_its_tracking_code() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let path = format!("/api/v1/scan/{}/complaints", taxi.code);
    let anyone = app.anyone();
    let body = json!({"category": "overcharging", "text": "دو برابر گرفت", "occurred_at": "2026-11-23T07:00:00Z", "mobile": "09121234567"});
    let made = anyone.post_once(&path, "c", body.clone()).await;
    let (position, place) = (made.position(), made.header("location").to_owned());
    let made = made.expect(201);
    let code = made["tracking_code"].as_str().expect("a code").to_owned();
    assert_eq!(anyone.post_once(&path, "c", body).await.expect(201)["tracking_code"], json!(code));
    let request = anyone.request(reqwest::Method::GET, &place).header("parvaneh-position", position.to_string());
    let followed = anyone.send(request).await.expect(200);
    assert_eq!((&followed["category"], &followed["answer_by_jalali"]), (&json!("overcharging"), &json!("1405-09-12")));
    assert_eq!(followed.get("text"), None);
    assert_eq!(anyone.get("/api/v1/complaints/0000000000000000").await.status, 404);
    assert_eq!(anyone.get("/api/v1/complaints/123").await.status, 422);
    let refused = anyone.post(&path, json!({"text": " ", "occurred_at": "2027-01-01T00:00:00Z", "mobile": "1"})).await;
    let codes: Vec<_> = refused.faults().into_iter().map(|(_, code)| code).collect();
    assert_eq!((refused.status, codes), (422, vec!["choose-one".into(), "needed".into(), "in-the-future".into(), "not-a-mobile".into()]));
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_that_are_none_are_told_apart() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let anyone = app.anyone();
    let grouped = format!("/api/v1/scan/{}-{}%20{}", &taxi.code[..4], &taxi.code[4..8], &taxi.code[8..]);
    assert_eq!(anyone.get(&grouped).await.expect(200)["code"], json!(taxi.code));
    assert_eq!(anyone.get("/api/v1/scan/ABC").await.status, 422);
    assert_eq!(anyone.get("/api/v1/scan/0000000000000000").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_visitor_cannot_write_without_end() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let anyone = app.anyone();
    let path = format!("/api/v1/scan/{}/complaints", taxi.code);
    for _ in 0..100 {
        let answer = anyone.post(&path, json!({"category": "overcharging", "text": "بد"})).await;
        if answer.status == 429 {
            assert!(answer.header("retry-after").parse::<u64>().expect("seconds") > 0);
            return;
        }
        assert_eq!(answer.status, 201, "{}", answer.text);
    }
    panic!("a hundred complaints were taken");
}
