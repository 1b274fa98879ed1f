//! The city asks, passengers answer, everyone sees what came of it.

use application::scan::{Passenger, admit};
use chrono::TimeDelta;
use domain::identity::account::Role;
use serde_json::{Value, json};
use tests::app::{ApiClient, Taxi, TestApp, noon};
use tests::browser::Phone;

fn asked() -> Value {
    json!({
        "question": {"fa": "کرایه را چگونه می‌پردازید؟", "en": "How do you pay the fare?"},
        "choices": [{"fa": "نقد", "en": "Cash"}, {"fa": "کارت بانکی", "en": "Bank card"}, {"fa": "کد خودرو", "en": "The car’s code"}],
        "closes_on": "2026-12-22",
    })
}

/// A poll that is asked, by its id.
async fn open(manager: &ApiClient) -> String {
    let opened = manager.post("/api/v1/polls", asked()).await.expect(201);
    opened["poll_id"].as_str().expect("an id").to_owned()
}

async fn answer(app: &TestApp, taxi: &Taxi, poll_id: &str, choice: &str) {
    let body = json!({"poll_id": poll_id, "choice": choice});
    app.anyone().post(&format!("/api/v1/scan/{}/poll-answers", taxi.code), body).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn results_are_for_everyone_from_ten_answers_on_and_by_day() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let poll_id = open(&app.staff(Role::Manager).await).await;
    for _ in 0..4 {
        answer(&app, &taxi, &poll_id, "1").await;
    }
    app.clock.set(noon() + TimeDelta::days(1));
    for _ in 0..5 {
        answer(&app, &taxi, &poll_id, "2").await;
    }
    app.settle().await;
    let poll = format!("/api/v1/polls/{poll_id}");
    let few = app.anyone().get(&poll).await.expect(200);
    assert_eq!((&few["answers"], &few["total"], &few["days"]), (&Value::Null, &json!({}), &json!([])), "nine are too few");
    assert!(app.anyone().get("/en/polls").await.text.contains("Results are shown from"));

    answer(&app, &taxi, &poll_id, "2").await;
    app.settle().await;
    let enough = app.anyone().get(&poll).await.expect(200);
    assert_eq!((&enough["answers"], &enough["total"]), (&json!(10), &json!({"1": 4, "2": 6, "3": 0})));
    assert_eq!(enough["days"][0], json!({"day": "2026-11-23", "day_jalali": "1405-09-02", "answers": {"1": 4, "2": 0, "3": 0}}));
    assert_eq!(enough["days"][1]["answers"], json!({"1": 0, "2": 6, "3": 0}));
    let page = app.anyone().get("/fa/polls").await.text;
    assert!(page.contains("کرایه را چگونه می‌پردازید؟") && page.contains("<svg") && page.contains("<details>"), "{page}");

    // Which car it was, nobody can tell from the log.
    let auditor = app.staff(Role::Auditor).await;
    let told = auditor.get("/api/v1/events?type=PollAnswered").await.expect(200).to_string();
    assert!(!told.contains(&taxi.vehicle_id) && !told.contains(&taxi.licence_id), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_asked_from_the_first_day_to_the_last_or_until_it_is_closed() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let manager = app.staff(Role::Manager).await;
    let (path, anyone) = (format!("/api/v1/scan/{}/poll-answers", taxi.code), app.anyone());
    let mut ahead = asked();
    ahead["opens_on"] = json!("2026-11-25");
    let made = manager.post("/api/v1/polls", ahead).await.expect(201);
    let body = json!({"poll_id": made["poll_id"], "choice": "1"});
    let early = anyone.post(&path, body.clone()).await;
    assert_eq!((early.status, &early.json["type"]), (409, &json!("/problems/poll-not-asked")));
    app.settle().await;
    assert_eq!(anyone.get("/api/v1/polls").await.expect(200)["items"], json!([]), "what is ahead is not told yet");

    app.clock.set(noon() + TimeDelta::days(2));
    let unknown = anyone.post(&path, json!({"poll_id": made["poll_id"], "choice": "9"})).await;
    assert_eq!(unknown.faults(), [("/choice".to_owned(), "unknown-poll-choice".to_owned())]);
    // What was no answer has used up nothing of the car's.
    let used: i64 = sqlx::query_scalar("SELECT count(*) FROM rate_limits WHERE bucket = 'poll-answers-of-vehicle'").fetch_one(app.ctx.pool()).await.expect("reads");
    assert_eq!(used, 0);
    // The same key is the same answer.
    let first = anyone.post_once(&path, "k", body.clone()).await;
    assert_eq!((first.status, anyone.post_once(&path, "k", body.clone()).await.position()), (201, first.position()));
    let id = made["poll_id"].as_str().expect("an id");
    let closed = manager.post(&format!("/api/v1/polls/{id}/closing"), json!({})).await.expect(200);
    assert_eq!((&closed["asked"], &closed["closed_on"]), (&json!(false), &json!("2026-11-25")));
    assert_eq!(anyone.post(&path, body).await.status, 409);
    assert_eq!(manager.post(&format!("/api/v1/polls/{id}/closing"), json!({})).await.status, 409);

    // One that is closed before its first day was never asked, and never seems to have been.
    let mut withdrawn = asked();
    withdrawn["opens_on"] = json!("2026-11-27");
    let made = manager.post("/api/v1/polls", withdrawn).await.expect(201);
    manager.post(&format!("/api/v1/polls/{}/closing", made["poll_id"].as_str().expect("an id")), json!({})).await.expect(200);
    app.clock.set(noon() + TimeDelta::days(4));
    app.settle().await;
    let page = anyone.get("/en/polls").await.text;
    let card = page.split("<section").find(|card| card.contains("Never asked")).expect("it says so");
    let (first, last) = (card.find("27 November 2026").expect("its first day"), card.find("22 December 2026").expect("its last day"));
    assert!(first < last && !card.contains("Results are shown from"), "{card}");

    // Whoever opens one is told all that is wrong with it.
    let faulty = manager.post("/api/v1/polls", json!({"question": {"fa": "چطور؟"}, "closes_on": "soon"})).await;
    assert_eq!(faulty.faults(), [("/question_en".to_owned(), "needed".to_owned()), ("/closes_on".to_owned(), "not-a-date".to_owned())]);
    let mut one = asked();
    one["choices"] = json!([{"fa": "نقد", "en": "Cash"}]);
    assert_eq!(manager.post("/api/v1/polls", one).await.faults(), [("/choices".to_owned(), "poll-choices-out-of-range".to_owned())]);
    assert_eq!(app.staff(Role::Officer).await.post("/api/v1/polls", asked()).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_answered_before_the_code_was_replaced_is_told_so_again() {
    let app = TestApp::start().await;
    let (taxi, anyone) = (app.valid_taxi().await, app.anyone());
    let poll_id = open(&app.staff(Role::Manager).await).await;
    let (path, body) = (format!("/api/v1/scan/{}/poll-answers", taxi.code), json!({"poll_id": poll_id, "choice": "1"}));
    let first = anyone.post_once(&path, "k", body.clone()).await;
    let replace = format!("/api/v1/vehicles/{}/fleet-code", taxi.vehicle_id);
    app.staff(Role::Officer).await.post(&replace, json!({"reason": "lost"})).await.expect(200);
    app.settle().await;
    let again = anyone.post_once(&path, "k", body.clone()).await;
    assert_eq!((first.status, again.status, again.position()), (201, 201, first.position()));
    let late = anyone.post_once(&path, "another", body).await;
    assert_eq!((late.status, &late.json["type"]), (409, &json!("/problems/void-code")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passenger_is_asked_after_the_rating_and_answers_once_per_form() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let thanks = format!("/en/V/{}/thank-you", taxi.code);
    let passenger = app.anyone();
    assert!(!passenger.get(&thanks).await.text.contains("The city asks"), "nothing is asked");

    let mobile = app.new_mobile();
    app.staff_with(Role::Manager, &mobile).await;
    let manager = app.signed_in(&mobile).await;
    let fields = [
        ("question_fa", "از تاکسی‌ها راضی هستید؟"),
        ("question_en", "Are you content with the taxis?"),
        ("choice_1_fa", "بله"),
        ("choice_1_en", "Yes"),
        ("choice_3_fa", "نه"),
        ("closes_on_day", "30"),
        ("closes_on_month", "9"),
        ("closes_on_year", "1405"),
    ];
    let half = manager.fill_in("/en/desk/polls", "/en/desk/polls", &fields).await;
    assert!(half.status == 422 && half.text.contains("id=\"choice_3_en-error\"") && half.text.contains("value=\"نه\""), "{}", half.text);
    let whole: Vec<_> = fields.into_iter().chain([("choice_3_en", "No")]).collect();
    let opened = manager.fill_in("/en/desk/polls", "/en/desk/polls", &whole).await;
    assert!(opened.status == 303 && opened.header("location").contains("polls-opened"), "{}", opened.text);

    let page = passenger.get(&thanks).await.text;
    assert!(page.contains("Are you content with the taxis?"), "{page}");
    let action = format!("/en/V/{}/poll-answers", taxi.code);
    let nothing = passenger.send_form(&page, &action, &[]).await;
    assert!(nothing.status == 422 && nothing.text.contains("id=\"choice-error\""), "{}", nothing.text);
    for _ in 0..2 {
        let given = passenger.send_form(&page, &action, &[("choice", "1")]).await;
        assert!(given.status == 303 && given.header("location").contains("polls-answered"), "{}", given.text);
    }
    app.settle().await;
    let polls = projections::polls::query::begun(app.ctx.pool(), None, 10).await.expect("reads");
    assert_eq!(polls[0].answers, 1, "a form counts once");
    // A form that lay too long is not taken.
    app.clock.set(noon() + TimeDelta::hours(1));
    let stale = passenger.send_form(&page, &action, &[("choice", "2")]).await;
    assert_eq!(stale.status, 422, "{}", stale.text);
    // Nor may one address send forms without end, whatever they say.
    for kind in [Passenger::Rates, Passenger::Complains, Passenger::Answers] {
        while admit(&app.ctx, "127.0.0.1", kind).is_ok() {}
    }
    let (rating, complaint) = (format!("/en/V/{}/rating", taxi.code), format!("/en/V/{}/complaint", taxi.code));
    for (page, action, fields) in [
        (&thanks, &action, &[("choice", "2")][..]),
        (&rating, &rating, &[("stars", "5")]),
        (&complaint, &complaint, &[("category", "overcharging"), ("text", "…")]),
    ] {
        let refused = passenger.fill_in(page, action, fields).await;
        assert!(refused.status == 429 && refused.text.contains("Too many requests"), "{action}: {}", refused.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_polls_are_free_of_faults_on_a_phone() {
    let app = TestApp::start_with(|ctx| ctx.limits = false).await;
    let taxi = app.valid_taxi().await;
    let mobile = app.new_mobile();
    app.staff_with(Role::Manager, &mobile).await;
    let poll_id = open(&app.token_of(&mobile).await).await;
    for day in 0..9 {
        app.clock.set(noon() + TimeDelta::days(day));
        for n in 0..(day * 7 % 5 + 2) {
            answer(&app, &taxi, &poll_id, if n % 3 == 0 { "1" } else { "2" }).await;
        }
    }
    app.settle().await;
    let phone = Phone::start().await;
    for language in ["fa", "en"] {
        phone.open(&format!("{}/{language}/polls", app.address)).await;
        phone.js("document.querySelectorAll('details').forEach(all => { all.open = true })").await;
        phone.look(&format!("polls-{language}")).await;
    }
    phone.open(&format!("{}/fa/V/{}/thank-you", app.address, taxi.code)).await;
    phone.look("polls-thank-you").await;
    phone.follow("main form button").await;
    phone.look("polls-thank-you-refused").await;
    phone.tick("input[name=choice][value='2']").await;
    phone.follow("main form button").await;
    phone.look("polls-answered").await;
    phone.sign_in(&app, &mobile).await;
    phone.open(&format!("{}/fa/desk/polls", app.address)).await;
    phone.js("document.querySelectorAll('details').forEach(all => { all.open = true })").await;
    phone.look("polls-desk").await;
    phone.close().await;
}
