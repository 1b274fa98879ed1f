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
        app.messages.take_code(number).await;
    }
    assert_eq!(answers[0], answers[1]);
    let by_mail = anyone.post("/api/v1/sign-in", json!({"email": "nobody@example.ir"})).await;
    assert_eq!((by_mail.status, &by_mail.text), (answers[0].0, &answers[0].1));
    assert_eq!(app.messages.count(), 0, "no code goes to a mail address that no account has");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_a_mobile_number_gets_an_account_by_signing_in() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    let sign_in = async || {
        anyone.post("/api/v1/sign-in", json!({"mobile": "09351112233"})).await.expect(202);
        let code = app.messages.take_code("09351112233").await;
        let session = anyone.post("/api/v1/sign-in/confirm", json!({"mobile": "09351112233", "code": code})).await.expect(200);
        app.anyone().with_token(session["token"].as_str().expect("a token"))
    };
    let person = sign_in().await;
    let me = person.get("/api/v1/me").await.expect(200);
    assert_eq!((&me["name"], &me["mobile"], &me["roles"]), (&json!(null), &json!("09351112233"), &json!([])));
    let again = sign_in().await.get("/api/v1/me").await.expect(200);
    assert_eq!(again["account_id"], me["account_id"], "the second time it is the same account");

    let browser = app.signed_in("09351112233").await;
    let page = browser.get("/fa/account").await;
    assert!(page.text.contains("۰۹۳۵***۲۲۳۳"), "the head says who is there: {}", page.text);
    // Whoever becomes staff keeps the account that is there.
    app.staff_with(Role::Officer, "09351112233").await;
    let staff = person.get("/api/v1/me").await.expect(200);
    assert_eq!((&staff["account_id"], &staff["roles"]), (&me["account_id"], &json!(["officer"])));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_email_address_is_added_by_the_code_that_went_there_and_signs_in_from_then_on() {
    let app = TestApp::start().await;
    let (first, second) = (app.signed_in("09351110001").await, app.signed_in("09351110002").await);
    let email = "sara@example.ir";
    let form = |client: &tests::app::ApiClient, path: &str, csrf: &str, code: &str| {
        client.request(reqwest::Method::POST, path).form(&[("csrf", csrf), ("email", email), ("code", code)])
    };
    let csrf = |page: &str| page.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a form").to_owned();
    let token = csrf(&first.get("/fa/account").await.text);
    let asked = first.send(form(&first, "/fa/account/email", &token, "")).await;
    assert!(asked.status == 200 && asked.text.contains(email), "{}", asked.text);
    let code = app.messages.take_code(email).await;
    // The code proves nothing for another account.
    let other = csrf(&second.get("/fa/account").await.text);
    assert_eq!(second.send(form(&second, "/fa/account/email/code", &other, &code)).await.status, 422);
    let confirmed = first.send(form(&first, "/fa/account/email/code", &token, &code)).await;
    assert_eq!((confirmed.status, confirmed.header("location")), (303, "/fa/account?done=account-email-added"));
    assert!(first.get("/fa/account").await.text.contains(email));

    // Who asks for the same address learns nothing of its owner until the code shows that it is theirs.
    let asked = second.send(form(&second, "/fa/account/email", &other, "")).await;
    assert_eq!(asked.status, 200);
    let code = app.messages.take_code(email).await;
    let refused = second.send(form(&second, "/fa/account/email/code", &other, &code)).await;
    assert!(refused.status == 422 && refused.text.contains("email-error"), "{}", refused.text);

    let anyone = app.anyone();
    anyone.post("/api/v1/sign-in", json!({"email": email})).await.expect(202);
    let code = app.messages.take_code(email).await;
    let session = anyone.post("/api/v1/sign-in/confirm", json!({"email": email, "code": code})).await.expect(200);
    let me = app.anyone().with_token(session["token"].as_str().expect("a token")).get("/api/v1/me").await.expect(200);
    assert_eq!((&me["email"], &me["mobile"]), (&json!(email), &json!("09351110001")));

    // Another address takes its place, and the first one is free again.
    let client = app.token_of("09351110001").await;
    client.post("/api/v1/me/email", json!({"email": "s.new@example.ir"})).await.expect(202);
    let code = app.messages.take_code("s.new@example.ir").await;
    let wrong = client.post("/api/v1/me/email/confirm", json!({"email": "s.new@example.ir", "code": "12"})).await;
    assert_eq!((wrong.status, wrong.faults()), (422, vec![("/code".into(), "wrong-code".into())]));
    client.post("/api/v1/me/email/confirm", json!({"email": "s.new@example.ir", "code": code})).await.expect(200);
    let holder = async |email| app.ctx.store.holder("account.email", email).await.expect("answers").map(|id| id.to_string());
    assert_eq!(holder(email).await, None);
    assert_eq!(holder("s.new@example.ir").await.as_deref(), me["account_id"].as_str());
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
