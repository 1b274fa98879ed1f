//! Personal data is erased, held, and guarded by another key; the log stays as it is.

use application::privacy::{EraseInput, erase};
use application::{Actor, CommandKey, Failure, assignments, licences};
use chrono::TimeDelta;
use domain::identity::account::{Account, AccountCommand, Role};
use domain::identity::person::person_of;
use domain::kernel::{Pii, Sealed};
use domain::rewards::account::WAITING;
use event_store::{EventStore, ExecuteError, Keys, Opened, StoreError};
use projections::accounts;
use serde_json::{Value, json};
use sqlx::{Connection as _, Executor as _, PgConnection};
use std::process::Stdio;
use std::time::Duration;
use tests::app::{TestApp, noon, officer};
use tests::parvaneh::Parvaneh;
use uuid::Uuid;

/// A digest of every column of the log's first events.
async fn digest(app: &TestApp, to: i64) -> String {
    sqlx::query_scalar("SELECT encode(sha256(string_agg(e::text, '|' ORDER BY position)::bytea), 'hex') FROM events e WHERE position <= $1")
        .bind(to)
        .fetch_one(app.ctx.pool())
        .await
        .expect("reads")
}

async fn ask_to_erase(app: &TestApp, subject: Uuid) -> Result<usize, Failure> {
    let input = EraseInput::parse(&app.ctx, None, None).expect("policy names basis and reason");
    let erasing = erase(&app.ctx, &app.operator(), subject, input, &CommandKey::fresh()).await?;
    app.settle().await;
    Ok(erasing.len())
}

#[track_caller]
fn refused(asked: Result<usize, Failure>, expected: &str) {
    assert!(matches!(&asked, Err(Failure::Refused { code, .. }) if *code == expected), "{asked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_erased_once_nothing_needs_the_data_and_then_everywhere_but_in_the_log() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, true).await;
    let account = driver.applicant.actor.account_id().expect("an account");
    let person = person_of(account);
    let case = format!("desk/applications/{}", driver.applicant.application_id);
    assert_eq!(app.anyone().get(&format!("/api/v1/scan/{}", taxi.code)).await.expect(200)["driver"]["first_name"], "مهدی");

    let passenger = app.pay_fare_by_number(&app.new_mobile(), &taxi).await;

    // Whoever drives is needed, and whoever drove is kept for as long as the law wants.
    refused(ask_to_erase(&app, account).await, "subject-needed-permit");
    let ground = app.ctx.policy_now().licensing.revocation_grounds[0].code.clone();
    let revoke = licences::RevokeInput::parse(&ground, "").expect("good input");
    licences::revoke(&app.ctx, &officer(), driver.licence_id, revoke, &CommandKey::fresh()).await.expect("is revoked");
    app.settle().await;
    let assignment = domain::licensing::assignment::assignment_of(driver.licence_id);
    match assignments::end(&app.ctx, &officer(), assignment, &CommandKey::fresh()).await {
        Ok(_) | Err(Failure::Refused { .. }) => {}
        Err(other) => panic!("{other:?}"),
    }
    app.settle().await;
    refused(ask_to_erase(&app, person).await, "subject-kept");
    app.clock.set(noon() + TimeDelta::days(3_660));
    app.settle().await;

    let staff = app.new_mobile();
    app.staff_with(Role::Officer, &staff).await;
    let browser = app.signed_in(&staff).await;
    assert!(browser.get(&format!("/fa/{case}")).await.text.contains("رستمی"));
    let before = app.ctx.store.head().await.expect("answers");
    let log = digest(&app, before).await;
    let again = app.signed_in(&driver.applicant.mobile).await;
    assert_eq!(ask_to_erase(&app, account).await.expect("nothing is against it"), 2, "account and person");

    assert_eq!(digest(&app, before).await, log, "the log is what it was, byte for byte");
    for (language, erased) in [("fa", "شخص پاک‌شده"), ("en", "Erased person")] {
        let shown = browser.get(&format!("/{language}/{case}")).await;
        assert!(shown.status == 200 && shown.text.contains(erased) && !shown.text.contains("رستمی"), "{}", shown.text);
    }
    assert!(app.anyone().get(&format!("/api/v1/scan/{}", taxi.code)).await.json["driver"].is_null());
    assert_eq!(again.get("/api/v1/me").await.status, 401, "every session has ended");
    for (scope, value) in [("account.mobile", &driver.applicant.mobile), ("person.national_id", &driver.applicant.national_id)] {
        assert_eq!(app.ctx.store.holder(scope, value).await.expect("answers"), None, "{scope}");
    }
    let row = accounts::query::by_id(app.ctx.pool(), account).await.expect("reads").expect("is there");
    let Pii::Sealed(mobile) = row.mobile else { panic!("a read model holds a clear number") };
    assert_eq!(app.ctx.store.open_sealed(&mobile).await.expect("answers"), Opened::Erased);
    assert!(!is_erased(&app, passenger).await, "who paid the driver is somebody else");

    // No key is minted for the same subject again; the human may come back as somebody new.
    let late = AccountCommand::AddEmail { email: Pii::clear(account, "late@example.ir") };
    let envelope = Actor::Public.envelope(&app.ctx, "AddEmail", &CommandKey::fresh());
    let late = app.ctx.store.execute::<Account>(account, late, envelope).await;
    assert!(matches!(late, Err(ExecuteError::Store(StoreError::Erased(_)))), "{late:?}");
    let newcomer = app.signed_in(&driver.applicant.mobile).await.get("/api/v1/me").await.expect(200);
    assert_ne!(newcomer["account_id"], json!(account));

    let parvaneh = Parvaneh::beside(&app);
    let (status, verified) = parvaneh.json(&["replay", "--verify"]);
    assert_eq!((status, &verified["differences"]), (0, &json!(0)), "{verified}");
    let (status, doctor) = parvaneh.json(&["doctor"]);
    assert_eq!(status, 0, "{doctor}");

    // A key that comes back from an older copy is destroyed before anything is served.
    let restored = format!("UPDATE {}.subject_keys SET wrapped = '\\x00' WHERE subject = $1", app.city.log_schema());
    let mut db = PgConnection::connect(&app.database.url).await.expect("connects");
    sqlx::query(&restored).bind(person).execute(&mut db).await.expect("comes back");
    assert_eq!(parvaneh.json(&["rebuild", "accounts"]).0, 0);
    let back: bool = sqlx::query_scalar("SELECT wrapped IS NOT NULL FROM subject_keys WHERE subject = $1").bind(person).fetch_one(app.ctx.pool()).await.expect("reads");
    assert!(!back, "it is gone again");
}

/// Whether what a subject's key sealed is gone: a subject with nothing sealed has no key.
async fn is_erased(app: &TestApp, subject: Uuid) -> bool {
    let sql = "SELECT wrapped IS NULL FROM subject_keys WHERE subject = $1";
    sqlx::query_scalar(sql).bind(subject).fetch_one(app.ctx.pool()).await.expect("has had a key")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_numbers_under_which_points_were_earned_are_erased_with_the_account_that_got_them() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    app.driver(&taxi, true).await;
    let (mobile, stranger) = (app.new_mobile(), app.new_mobile());
    let payment = app.pay_fare_by_number(&mobile, &taxi).await;
    let points = app.ctx.store.holder(WAITING, &mobile).await.expect("answers").expect("they wait");
    let account = app.signed_in(&mobile).await.get("/api/v1/me").await.expect(200);
    let account: Uuid = account["account_id"].as_str().expect("an id").parse().expect("an id");
    app.settle().await;
    let later = app.pay_fare_by_number(&mobile, &taxi).await;
    assert_eq!(ask_to_erase(&app, account).await.expect("nothing is against it"), 4, "account, both payments, where points waited");
    for subject in [account, payment, later, points] {
        assert!(is_erased(&app, subject).await, "{subject}");
    }

    // Somebody who never had an account names the payment.
    let other = app.pay_fare_by_number(&stranger, &taxi).await;
    let waiting = app.ctx.store.holder(WAITING, &stranger).await.expect("answers").expect("they wait");
    assert_eq!(ask_to_erase(&app, other).await.expect("nothing is against it"), 2, "the payment, and where its points wait");
    assert!(is_erased(&app, other).await && is_erased(&app, waiting).await);
    assert_eq!(app.ctx.store.holder(WAITING, &stranger).await.expect("answers"), None);
    let (status, verified) = Parvaneh::beside(&app).json(&["replay", "--verify"]);
    assert_eq!((status, &verified["differences"]), (0, &json!(0)), "{verified}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_court_needs_is_held_and_a_refusal_says_what_to_do() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    app.anyone().post(&format!("/api/v1/scan/{}/ratings", taxi.code), json!({"stars": 1, "comment": "بی‌ادب بود"})).await.expect(201);
    let complaint = json!({"category": "overcharging", "text": "گران گرفت", "mobile": "09129998877"});
    app.anyone().post(&format!("/api/v1/scan/{}/complaints", taxi.code), complaint).await.expect(201);
    app.settle().await;
    let id = async |event: &str| -> String {
        sqlx::query_scalar("SELECT aggregate_id FROM events WHERE event_type = $1").bind(event).fetch_one(app.ctx.pool()).await.expect("reads")
    };
    let (rating, complaint) = (id("RideRated").await, id("ComplaintLodged").await);
    let parvaneh = Parvaneh::beside(&app);
    let told = |arguments: &[&str], status: i32, words: &str| {
        let (ended, answer) = parvaneh.json(arguments);
        assert_eq!(ended, status, "{answer}");
        assert!(answer.to_string().contains(words), "{answer}");
    };
    told(&["privacy", "erase", &complaint], 1, "retention period");
    told(&["privacy", "hold", &rating, "--basis", "Order 1405/12", "--reason", "inquiry"], 0, &rating);
    told(&["privacy", "erase", &rating], 1, "legal hold");
    told(&["privacy", "release", &rating, "--reason", "closed"], 0, &rating);
    told(&["privacy", "erase", &rating, "--reason", "tidiness"], 2, "reason");
    told(&["privacy", "erase", &rating], 0, "\"kind\":\"rating\"");
    told(&["privacy", "erase", &rating], 0, "\"position\":null");
    told(&["privacy", "hold", &rating, "--basis", "late", "--reason", "late"], 1, "erased");
    told(&["privacy", "erase", &Uuid::new_v4().to_string()], 1, "nothing is known");
    let staff = app.new_mobile();
    app.staff_with(Role::Finance, &staff).await;
    let member = app.ctx.store.holder("account.mobile", &staff).await.expect("answers").expect("is known");
    told(&["privacy", "erase", &member.to_string()], 1, "Revoke every role");
    told(&["staff", "revoke", "--mobile", &staff, "--role", "officer"], 1, "role-not-granted");
    told(&["staff", "revoke", "--mobile", &staff, "--role", "finance"], 0, &member.to_string());
    told(&["privacy", "erase", &member.to_string()], 0, "\"kind\":\"account\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_is_erased_once_it_is_kept_no_longer_and_its_page_says_so() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let words = "گران گرفت و تند راند";
    let body = json!({"category": "overcharging", "text": words, "mobile": "09129998877"});
    app.anyone().post(&format!("/api/v1/scan/{}/complaints", taxi.code), body).await.expect(201);
    app.clock.set(noon() + TimeDelta::days(3_660));
    app.settle().await;
    let complaint: String = sqlx::query_scalar("SELECT aggregate_id FROM events WHERE event_type = 'ComplaintLodged'")
        .fetch_one(app.ctx.pool())
        .await
        .expect("reads");
    let staff = app.new_mobile();
    app.staff_with(Role::Officer, &staff).await;
    let browser = app.signed_in(&staff).await;
    assert!(browser.get(&format!("/fa/desk/complaints/{complaint}")).await.text.contains(words));
    ask_to_erase(&app, complaint.parse().expect("an id")).await.expect("nothing is against it");
    for (language, erased) in [("fa", "این متن پاک شده است"), ("en", "This text was erased")] {
        let shown = browser.get(&format!("/{language}/desk/complaints/{complaint}")).await;
        assert!(shown.status == 200 && shown.text.contains(erased) && !shown.text.contains(words), "{}", shown.text);
    }
}

/// Subjects' keys as they are stored.
async fn wraps(app: &TestApp) -> Vec<(Uuid, Vec<u8>)> {
    sqlx::query_as("SELECT subject, wrapped FROM subject_keys ORDER BY subject").fetch_all(app.ctx.pool()).await.expect("reads")
}

/// The sealed name of the one member of staff.
async fn sealed_name(app: &TestApp) -> Sealed {
    let mut staff = accounts::query::staff(app.ctx.pool()).await.expect("reads");
    let Some(Pii::Sealed(name)) = staff.remove(0).name else { panic!("a member of staff has a name") };
    name
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_wrapping_key_is_taken_into_use_while_a_server_works_and_a_rotation_that_was_killed_is_completed() {
    let app = TestApp::start().await;
    app.valid_taxi().await;
    let parvaneh = Parvaneh::beside(&app);
    // Another server at work, with the keys as they were when it started.
    let server = EventStore::open(app.ctx.pool().clone(), Keys::read(parvaneh.keys()).expect("reads")).await.expect("opens");
    let (name, known) = (sealed_name(&app).await, Opened::Text("مریم رضایی".to_owned()));
    assert_eq!(server.open_sealed(&name).await.expect("opens"), known);
    assert_eq!(parvaneh.json(&["staff", "add", "--name", "سارا کریمی", "--mobile", "09351234567", "--role", "admin"]).0, 0);

    let (before, old) = (app.ctx.store.head().await.expect("answers"), wraps(&app).await);
    let log = digest(&app, before).await;
    let (status, rotated) = parvaneh.json(&["privacy", "rotate"]);
    assert_eq!((status, &rotated["resumed"], &rotated["rewrapped"]), (0, &json!(false), &json!(old.len())), "{rotated}");
    assert_eq!((app.ctx.store.head().await.expect("answers"), digest(&app, before).await), (before, log.clone()), "the log is what it was");
    let new = wraps(&app).await;
    assert!(new.iter().zip(&old).all(|(new, old)| new.0 == old.0 && new.1 != old.1), "every key is wrapped anew");
    assert_eq!(server.open_sealed(&name).await.expect("opens"), known, "the server sees the new key file");
    let fresh = Uuid::new_v4();
    let open = AccountCommand::Open { name: None, mobile: Pii::clear(fresh, "09351112233"), email: None, roles: [Role::Manager].into() };
    let envelope = app.operator().envelope(&app.ctx, "OpenAccount", &CommandKey::fresh());
    server.execute::<Account>(fresh, open, envelope).await.expect("is opened");

    // Killed between the new key file and the new wrapping of keys.
    let file = || std::fs::read_to_string(parvaneh.keys()).expect("the key file");
    let was = file();
    let mut db = PgConnection::connect(&app.database.url).await.expect("connects");
    let mut lock = db.begin().await.expect("begins");
    lock.execute(format!("LOCK TABLE {}.subject_keys IN SHARE MODE", app.city.log_schema()).as_str()).await.expect("locks");
    let mut killed = parvaneh.command(&["privacy", "rotate"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
    while file() == was {
        assert!(killed.try_wait().expect("answers").is_none(), "it ended by itself");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    killed.kill().expect("is killed");
    killed.wait().expect("ends");
    lock.rollback().await.expect("lets go");
    assert_eq!(server.open_sealed(&name).await.expect("opens"), known, "both keys are in the file");

    let (status, resumed) = parvaneh.json(&["privacy", "rotate"]);
    assert_eq!((status, &resumed["resumed"], &resumed["rewrapped"]), (0, &json!(true), &json!(old.len() + 1)), "{resumed}");
    assert_eq!(server.open_sealed(&name).await.expect("opens"), known);
    let keys: Value = serde_json::from_str(&file()).expect("JSON");
    assert_eq!(keys["former_wrapping"].as_array().map(Vec::len), Some(1), "what nothing needs any more is gone");
    assert_eq!(digest(&app, before).await, log);
    // What this process, which has no key file, could not open and has parked is done by one that has it.
    app.settle().await;
    let (status, retried) = parvaneh.json(&["retry"]);
    assert_eq!((status, &retried["parked"]), (0, &json!(0)), "{retried}");
    let (status, doctor) = parvaneh.json(&["doctor"]);
    assert_eq!(status, 0, "{doctor}");
}
