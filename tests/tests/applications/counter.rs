//! Who has no phone, or has lost the number, is helped at the counter.

use application::applications::{AnswersInput, JudgementInput, StartInput, UploadInput, answer, judge, start_for, upload};
use application::counter::{self, NewMobile};
use application::{Actor, CommandKey, Failure};
use chrono::NaiveDate;
use domain::identity::account::Role;
use domain::licensing::application::ApplicationKind;
use domain::policy::AnswerKind;
use event_store::history::{self, Filter, Order};
use futures::future::join_all;
use sqlx::{Connection as _, PgConnection};
use tests::app::{Answer, ApiClient, TestApp, officer, picture};
use std::collections::BTreeSet;
use uuid::Uuid;

/// An officer's browser, and the officer as an actor.
async fn clerk(app: &TestApp) -> (ApiClient, Actor) {
    let mobile = app.new_mobile();
    app.staff_with(Role::Officer, &mobile).await;
    let browser = app.signed_in(&mobile).await;
    let me = browser.get("/api/v1/me").await.expect(200);
    let id = me["account_id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    (browser, Actor::Account { id, roles: vec![Role::Officer], session_id: Uuid::new_v4() })
}

/// Where a form led.
#[track_caller]
fn led(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text);
    answer.header("location").to_owned()
}

fn last_id(address: &str) -> Uuid {
    address.rsplit('/').next().and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("no id: {address}"))
}

const COUNTER: &str = "/fa/desk/counter";

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_applies_for_who_stands_at_the_counter_and_a_colleague_decides() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let (clerk, clerk_actor) = clerk(&app).await;
    let mobile = app.new_mobile();

    // Nobody has the number, so an account is opened, as the officer asks: once the visitor reads out
    // the code that went there.
    let unknown = clerk.fill_in(COUNTER, COUNTER, &[("who", &mobile)]).await;
    assert_eq!(unknown.status, 404);
    assert!(unknown.text.contains("حسابی با این شماره یا کد ملی نیست"), "{}", unknown.text);
    let asked = clerk.send_form(&unknown.text, COUNTER, &[("who", &mobile), ("open", "ask")]).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    let code = app.messages.take_code(&mobile).await;
    let wrong = if code == "000000" { "111111" } else { "000000" };
    let refused = clerk.send_form(&asked.text, COUNTER, &[("who", &mobile), ("open", "code"), ("code", wrong)]).await;
    assert_eq!((refused.status, refused.text.contains("id=\"code-error\"")), (422, true), "{}", refused.text);
    assert_eq!(clerk.fill_in(COUNTER, COUNTER, &[("who", &mobile)]).await.status, 404, "nothing is opened yet");
    let spoken = i18n::digits(i18n::Locale::Fa, &code);
    let visit = led(&clerk.send_form(&asked.text, COUNTER, &[("who", &mobile), ("open", "code"), ("code", &spoken)]).await);
    assert_eq!(led(&clerk.fill_in(COUNTER, COUNTER, &[("who", &mobile)]).await), visit, "from now on it is found");
    let account_id = last_id(&visit);

    // The application is the visitor's, written by the officer on the visitor's own pages.
    let begun = clerk.fill_in(&visit, &format!("{visit}/applications"), &[("permit_kind", "taxi_driver")]).await;
    let tasks = led(&begun);
    let application_id = last_id(&tasks);
    let person = [
        ("national_id", "0084575948"), ("first_name", "مهدی"), ("last_name", "رستمی"),
        ("birth_date_day", "1"), ("birth_date_month", "1"), ("birth_date_year", "1369"),
    ];
    assert_eq!(led(&clerk.fill_in(&format!("{tasks}/details"), &format!("{tasks}/details"), &person).await), tasks);
    let rules = app.ctx.policy_now().permit_kind("taxi_driver").and_then(|kind| kind.application.clone()).expect("can be applied for");
    let answered = |question: &domain::policy::Question| match question.answer {
        AnswerKind::Choice => question.choices[0].code.clone(),
        AnswerKind::Sheba => "IR062960000000100324200001".to_owned(),
        AnswerKind::Date => "2020-01-01".to_owned(),
        AnswerKind::Text => "قزوین، خیابان فلسطین".to_owned(),
    };
    let given = AnswersInput {
        answers: rules.questions.iter().map(|question| (question.code.clone(), answered(question))).collect(),
        plate: Some(taxi.plate.clone()),
        consents: rules.consents.iter().map(|asked| (asked.code.clone(), true)).collect(),
    };
    answer(&app.ctx, &clerk_actor, application_id, &given, &CommandKey::fresh()).await.expect("is answered");
    for document in &rules.documents {
        let valid_until = if document.expires { "2030-01-01" } else { "" };
        let input = UploadInput { kind: document.code.clone(), valid_until: valid_until.to_owned(), file: picture() };
        upload(&app.ctx, &clerk_actor, application_id, input, &CommandKey::fresh()).await.expect("is handed in");
    }
    app.settle().await;
    let check = format!("{tasks}/check");
    led(&clerk.fill_in(&check, &format!("{tasks}/submission"), &[("declared", "yes")]).await);
    app.settle().await;

    // Whoever wrote it does not find it good; a colleague does.
    let document = *app.documents(application_id).await.values().next().expect("one");
    let own_eyes = judge(&app.ctx, &clerk_actor, application_id, document, JudgementInput::Accept, &CommandKey::fresh()).await;
    assert!(matches!(own_eyes, Err(Failure::Refused { code: "entered-at-counter", .. })), "{own_eyes:?}");
    judge(&app.ctx, &officer(), application_id, document, JudgementInput::Accept, &CommandKey::fresh()).await.expect("another may");

    // The visitor finds it on their own desk; the log says who acted for whom.
    let visitor = app.signed_in(&mobile).await;
    assert!(visitor.get("/fa/my").await.text.contains(&application_id.to_string()));
    let told = of(&app, "application", application_id).await;
    let by_officer = clerk_actor.account_id().expect("an account").to_string();
    let person_id = domain::identity::person::person_of(account_id).to_string();
    assert!(told.iter().any(|event| event.event_type == "ApplicationTakenUpAtCounter"));
    for event in told.iter().filter(|event| event.event_type != "DocumentAccepted") {
        assert_eq!(event.actor_id, by_officer, "{}", event.event_type);
        assert!(event.metadata.contains(&format!("\"on_behalf_of\":\"{person_id}\"")), "{}: {}", event.event_type, event.metadata);
    }

    // For nobody nothing is begun.
    let input = StartInput::parse(&app.ctx, "taxi_driver", ApplicationKind::New.code()).expect("is offered");
    let nobody = start_for(&app.ctx, &clerk_actor, Uuid::new_v4(), input, &CommandKey::fresh()).await;
    assert!(matches!(nobody, Err(Failure::NotFound)), "{nobody:?}");

    // Nobody else may write here, and no officer sees drafts without the counter.
    let (other, _) = self::clerk(&app).await;
    assert_eq!(other.get(&tasks).await.status, 404);
    assert_eq!(visitor.get(COUNTER).await.status, 403);
    assert_eq!(event_store::reactor::parked(app.ctx.pool()).await.expect("reads"), 0, "nothing went wrong");
}

async fn of(app: &TestApp, aggregate: &str, id: Uuid) -> Vec<event_store::Recorded> {
    let filter = Filter { aggregate: Some((aggregate.to_owned(), Some(id.to_string()))), ..Filter::default() };
    history::page(app.ctx.pool(), &filter, Order::OldestFirst, 200).await.expect("reads")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_begun_at_home_goes_on_at_the_counter_and_a_renewal_begins_there() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let draft = app.drafted(&app.valid_taxi().await, true).await;
    let (clerk, _) = clerk(&app).await;
    let tasks = format!("/fa/applications/{}", draft.application_id);
    assert_eq!(clerk.get(&tasks).await.status, 404, "not before it is taken up");
    let visit = led(&clerk.fill_in(COUNTER, COUNTER, &[("who", &draft.national_id)]).await);
    let shown = clerk.get(&visit).await;
    assert!(shown.text.contains("مهدی رستمی") && !shown.text.contains(&draft.national_id), "{}", shown.text);
    assert_eq!(led(&clerk.fill_in(&visit, &format!("/fa/desk/applications/{}/counter", draft.application_id), &[]).await), tasks);
    assert_eq!(clerk.get(&tasks).await.status, 200);
    assert!(clerk.get(&visit).await.text.contains(&format!("href=\"{tasks}\"")), "from now on it can be gone on with");

    let driver = app.driver(&taxi, true).await;
    let noon = NaiveDate::from_ymd_opt(2028, 11, 10).and_then(|day| day.and_hms_opt(8, 30, 0)).expect("a time").and_utc();
    app.clock.set(noon);
    app.settle().await;
    let (clerk, _) = self::clerk(&app).await;
    let visit = led(&clerk.fill_in(COUNTER, COUNTER, &[("who", &driver.applicant.mobile)]).await);
    let renewal = format!("/fa/licences/{}/renewal", driver.licence_id);
    assert!(clerk.get(&visit).await.text.contains(&format!("href=\"{renewal}\"")));
    let check = led(&clerk.fill_in(&renewal, &renewal, &[]).await);
    let begun: Uuid = check.split('/').find_map(|part| part.parse().ok()).expect("an application");
    assert!(of(&app, "application", begun).await.iter().any(|event| event.event_type == "ApplicationTakenUpAtCounter"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_number_is_changed_by_what_was_seen_and_the_one_before_is_told() {
    let app = TestApp::start().await;
    let driver = app.driver(&app.valid_taxi().await, true).await;
    let (clerk, clerk_actor) = clerk(&app).await;
    let (lost, new) = (driver.applicant.mobile.clone(), app.new_mobile());
    let visit = led(&clerk.fill_in(COUNTER, COUNTER, &[("who", &driver.applicant.national_id)]).await);
    let page = format!("{visit}/mobile");
    let account_id = last_id(&visit);

    // Evidence is needed, and a number that nobody has.
    let bare = clerk.fill_in(&page, &page, &[("mobile", "۱۲"), ("evidence", "")]).await;
    assert_eq!(bare.status, 422);
    assert!(bare.text.contains("id=\"mobile-error\"") && bare.text.contains("id=\"evidence-error\""), "{}", bare.text);
    let others = app.driver(&app.valid_taxi().await, true).await;
    let taken = clerk.fill_in(&page, &page, &[("mobile", &others.applicant.mobile), ("evidence", "national_card")]).await;
    assert!(taken.text.contains("از آنِ حساب دیگری است"), "{}", taken.text);

    // The code goes to the new number. A wrong one changes nothing.
    let fields = [("mobile", new.as_str()), ("evidence", "national_card")];
    let sent = clerk.fill_in(&page, &page, &fields).await;
    assert_eq!(sent.status, 200, "{}", sent.text);
    let code = app.messages.take_code(&new).await;
    let wrong = if code == "000000" { "111111" } else { "000000" };
    let refused = clerk.send_form(&sent.text, &page, &[fields[0], fields[1], ("step", "code"), ("code", wrong)]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(driver.applicant.browser.get("/fa/my").await.status, 200, "still signed in");
    // A form that is sent twice is one deed, whether the first is under way or done.
    let right = [fields[0], fields[1], ("step", "code"), ("code", code.as_str())];
    let twice = join_all([(); 2].map(|()| clerk.send_form(&refused.text, &page, &right))).await;
    // Nobody stays signed in from here on.
    assert_ne!(driver.applicant.browser.get("/fa/my").await.status, 200);
    let again = clerk.send_form(&refused.text, &page, &right).await;
    for answer in twice.iter().chain([&again]) {
        assert!(led(answer).contains("done=counter-mobile-changed"), "{}", answer.text);
    }
    app.settle().await;

    // The new number signs in to the same account, the lost one to none of it. Whoever ends the
    // sessions late, after a server went down, ends none of those since.
    let holder = app.signed_in(&new).await;
    assert_eq!(holder.get("/api/v1/me").await.expect(200)["account_id"], account_id.to_string());
    let late = "UPDATE reactor_checkpoints SET position = 0 WHERE reactor = 'sessions_of_accounts'";
    sqlx::query(late).execute(app.ctx.pool()).await.expect("begins anew");
    app.settle().await;
    assert_eq!(holder.get("/fa/my").await.status, 200);
    let finder = app.signed_in(&lost).await.get("/api/v1/me").await.expect(200);
    assert_ne!(finder["account_id"], account_id.to_string());
    let told = app.messages.notices().into_iter().find(|notice| notice.template == "mobile-changed").expect("the lost number is told");
    assert_eq!(told.to.text(), lost);

    // The number before is known, however far the read models are behind.
    let newer = [app.new_mobile(), app.new_mobile()];
    let mut held = PgConnection::connect(&app.database.url).await.expect("connects");
    sqlx::query("BEGIN").execute(&mut held).await.expect("begins");
    let hold = format!("SELECT position FROM {}.checkpoints WHERE model = 'accounts' FOR UPDATE", app.city.read_schema());
    sqlx::query(&hold).execute(&mut held).await.expect("is held");
    for mobile in &newer {
        let number = NewMobile::parse(mobile, "passport").expect("is good");
        counter::ask(&app.ctx, &clerk_actor, account_id, &number, "fa").await.expect("is sent");
        let code = app.messages.take_code(mobile).await;
        counter::confirm(&app.ctx, &clerk_actor, account_id, &number, &code, &CommandKey::fresh()).await.expect("is changed");
    }
    held.close().await.expect("is let go");
    app.settle().await;
    let told = app.messages.notices().into_iter().filter(|notice| notice.template == "mobile-changed").map(|notice| notice.to.text().to_owned());
    assert_eq!(told.collect::<BTreeSet<_>>(), BTreeSet::from([lost.clone(), new.clone(), newer[0].clone()]));

    // The log says by whom, and on what evidence; numbers are sealed.
    let event = of(&app, "account", account_id).await.into_iter().find(|event| event.event_type == "MobileChanged").expect("is told");
    assert_eq!(event.actor_id, clerk_actor.account_id().expect("an account").to_string());
    assert!(event.payload.contains("\"national_card\"") && !event.payload.contains(&new) && !event.payload.contains(&lost), "{}", event.payload);

    // A colleague's number is the administrator's affair, and nobody changes their own.
    let colleague = app.new_mobile();
    app.staff_with(Role::Finance, &colleague).await;
    let visit = led(&clerk.fill_in(COUNTER, COUNTER, &[("who", &colleague)]).await);
    let page = format!("{visit}/mobile");
    let spare = app.new_mobile();
    let refused = clerk.fill_in(&page, &page, &[("mobile", &spare), ("evidence", "passport")]).await;
    assert!(refused.text.contains("شمارهٔ کارکنان این‌جا عوض نمی‌شود"), "{}", refused.text);
    assert_eq!(event_store::reactor::parked(app.ctx.pool()).await.expect("reads"), 0, "nothing went wrong");
}
