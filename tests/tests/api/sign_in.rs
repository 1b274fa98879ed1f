use chrono::TimeDelta;
use domain::identity::account::Role;
use serde_json::json;
use tests::app::{TestApp, noon};

#[tokio::test(flavor = "multi_thread")]
async fn a_code_opens_a_session_and_signing_out_ends_it() {
    let app = TestApp::start().await;
    app.staff_with(Role::Officer, "09121112233").await;
    let anyone = app.anyone();
    assert_eq!(anyone.post("/api/v1/sign-in", json!({"mobile": "۰۹۱۲ ۱۱۱ ۲۲۳۳"})).await.expect(202), json!({}));
    let code = app.messages.take_code("09121112233").await;
    let session = anyone.post("/api/v1/sign-in/confirm", json!({"mobile": "+989121112233", "code": code})).await;
    assert!(session.position() > 0);
    let session = session.expect(200);
    assert_eq!(session["expires_at"].as_str().map(|at| at.ends_with('Z')), Some(true));

    let officer = app.anyone().with_token(session["token"].as_str().expect("a token"));
    let me = officer.get("/api/v1/me").await.expect(200);
    assert_eq!((&me["roles"], &me["name"]), (&json!(["officer"]), &json!("مریم رضایی")));
    assert_eq!(officer.post("/api/v1/sign-out", json!({})).await.status, 204);
    assert_eq!(officer.get("/api/v1/me").await.status, 401);
    // A code is used up by its use.
    let again = anyone.post("/api/v1/sign-in/confirm", json!({"mobile": "09121112233", "code": code})).await;
    assert_eq!((again.status, again.faults()), (422, vec![("/code".into(), "wrong-code".into())]));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_number_gets_the_same_answers() {
    let app = TestApp::start().await;
    let mobile = app.new_mobile();
    app.staff_with(Role::Officer, &mobile).await;
    let anyone = app.anyone();
    let mut answers = Vec::new();
    for number in [mobile.as_str(), "09359998877"] {
        let asked = anyone.post("/api/v1/sign-in", json!({"mobile": number})).await;
        let wrong = anyone.post("/api/v1/sign-in/confirm", json!({"mobile": number, "code": "1"})).await;
        answers.push((asked.status, asked.text, wrong.status, wrong.text));
    }
    assert_eq!(answers[0], answers[1]);
    app.messages.take_code(&mobile).await;
    assert_eq!(app.messages.count(), 0, "nothing went to the unknown number");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_codes_lock_signing_in_for_a_while() {
    let app = TestApp::start().await;
    let mobile = app.new_mobile();
    app.staff_with(Role::Officer, &mobile).await;
    let anyone = app.anyone();
    anyone.post("/api/v1/sign-in", json!({"mobile": mobile})).await.expect(202);
    let code = app.messages.take_code(&mobile).await;
    let rules = app.ctx.policy_now().sign_in.clone();
    let mut last = 0;
    for _ in 0..rules.attempts {
        last = anyone.post("/api/v1/sign-in/confirm", json!({"mobile": mobile, "code": "nothing"})).await.status;
    }
    assert_eq!(last, 429);
    let locked = anyone.post("/api/v1/sign-in/confirm", json!({"mobile": mobile, "code": code})).await;
    assert_eq!(locked.status, 429, "even the right one");
    assert!(locked.header("retry-after").parse::<i64>().expect("seconds") > 0);
    app.clock.set(noon() + TimeDelta::minutes(i64::from(rules.lock_minutes) + 1));
    anyone.post("/api/v1/sign-in", json!({"mobile": mobile})).await.expect(202);
    let code = app.messages.take_code(&mobile).await;
    anyone.post("/api/v1/sign-in/confirm", json!({"mobile": mobile, "code": code})).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_sent_only_so_often() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    for _ in 0..app.ctx.policy_now().sign_in.codes_per_hour {
        anyone.post("/api/v1/sign-in", json!({"email": "officer@example.ir"})).await.expect(202);
    }
    let refused = anyone.post("/api/v1/sign-in", json!({"email": "OFFICER@example.ir"})).await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "3600"));
}
