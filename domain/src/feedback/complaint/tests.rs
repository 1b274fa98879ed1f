mod pairs;

use super::*;
use crate::feedback::rating::Ride;
use crate::kernel::{ClaimChange, LogEvent, Pii};
use crate::policy::{Choice, ResolutionReason};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const PASSENGER: Uuid = Uuid::from_u128(41);
const DRIVER: Uuid = Uuid::from_u128(42);
const OFFICER: Uuid = Uuid::from_u128(43);

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).expect("a real moment")
}

fn lodge() -> LodgeComplaint {
    LodgeComplaint {
        ride: Ride {
            code_id: Uuid::from_u128(31),
            generation: 2,
            vehicle_id: Uuid::from_u128(32),
            licence_id: Uuid::from_u128(33),
            driver_id: Some(DRIVER),
        },
        category: "overcharging".into(),
        categories: vec![Choice { code: "overcharging".into(), fa: "دریافت کرایه اضافی".into(), en: "Overcharging".into() }],
        text: Pii::clear(PASSENGER, "دو برابر نرخ مصوب گرفت"),
        occurred_at: Some(now() - TimeDelta::hours(2)),
        mobile: Some(Pii::clear(PASSENGER, "09121234567")),
        tracking_sha256: "c0ffee".into(),
        answer_by: (now() + Days::new(10)).date_naive(),
        at: now(),
        policy_version: "1405-01".into(),
    }
}

fn lodged() -> ComplaintEvent {
    let l = lodge();
    ComplaintEvent::ComplaintLodged {
        ride: l.ride,
        category: l.category,
        text: l.text,
        occurred_at: l.occurred_at,
        mobile: l.mobile,
        tracking_sha256: l.tracking_sha256,
        answer_by: l.answer_by,
        policy_version: l.policy_version,
    }
}

fn complaint() -> TestFramework<Complaint> {
    TestFramework::with(())
}

fn today() -> NaiveDate {
    now().date_naive()
}

/// The driver's last day to answer.
fn last_day() -> NaiveDate {
    today() + Days::new(5)
}

fn answer() -> AnswerPassenger {
    AnswerPassenger { officer_person_id: Some(OFFICER), text: Pii::clear(PASSENGER, "در دست بررسی است") }
}

fn ask() -> AskDriver {
    AskDriver {
        officer_person_id: Some(OFFICER),
        account: Pii::clear(PASSENGER, "کرایه دو برابر نرخ گرفته شده است"),
        answer_by: last_day(),
        policy_version: "1405-01".into(),
    }
}

fn hear() -> HearDriver {
    HearDriver { person_id: DRIVER, text: Pii::clear(DRIVER, "کرایه در بست بود"), today: today() }
}

fn resolve(outcome: Outcome, on: NaiveDate) -> ResolveComplaint {
    let reason = |outcome: Outcome| ResolutionReason { outcome, code: format!("{}-reason", outcome.code()), fa: "…".into(), en: "…".into() };
    ResolveComplaint {
        officer_person_id: Some(OFFICER),
        outcome,
        reason: format!("{}-reason", outcome.code()),
        reasons: Outcome::ALL.map(reason).into(),
        note: None,
        today: on,
        policy_version: "1405-01".into(),
    }
}

fn answered() -> ComplaintEvent {
    ComplaintEvent::PassengerAnswered { text: answer().text }
}

fn asked() -> ComplaintEvent {
    let a = ask();
    ComplaintEvent::DriverAsked { driver_id: DRIVER, account: a.account, answer_by: a.answer_by, policy_version: a.policy_version }
}

fn heard() -> ComplaintEvent {
    ComplaintEvent::DriverHeard { text: hear().text }
}

fn resolved(outcome: Outcome) -> ComplaintEvent {
    let r = resolve(outcome, today());
    ComplaintEvent::ComplaintResolved { outcome, reason: r.reason, note: r.note, policy_version: r.policy_version }
}

/// The same complaint about a car whose driver nobody knows.
fn lodged_of_nobody() -> ComplaintEvent {
    let ComplaintEvent::ComplaintLodged { ride, category, text, occurred_at, mobile, tracking_sha256, answer_by, policy_version } = lodged() else {
        unreachable!("it is lodged")
    };
    let ride = Ride { driver_id: None, ..ride };
    ComplaintEvent::ComplaintLodged { ride, category, text, occurred_at, mobile, tracking_sha256, answer_by, policy_version }
}

mod stories {
    use super::*;

    #[test]
    fn a_passenger_complains_of_the_fare() {
        complaint()
            .given_no_previous_events()
            .when(ComplaintCommand::Lodge(lodge()))
            .then_expect_events(vec![lodged()]);
    }

    #[test]
    fn a_complaint_may_say_neither_when_nor_who() {
        let bare = LodgeComplaint { occurred_at: None, mobile: None, ..lodge() };
        let events = complaint()
            .given_no_previous_events()
            .when(ComplaintCommand::Lodge(bare))
            .inspect_result()
            .expect("accepted");
        let [ComplaintEvent::ComplaintLodged { occurred_at: None, mobile: None, .. }] = &events[..] else {
            panic!("one complaint without a moment and a number");
        };
    }

    #[test]
    fn a_ride_that_is_still_ahead_cannot_be_complained_of() {
        let just_now = LodgeComplaint { occurred_at: Some(now()), ..lodge() };
        assert!(Complaint::Absent.decide(ComplaintCommand::Lodge(just_now)).is_ok());
        complaint()
            .given_no_previous_events()
            .when(ComplaintCommand::Lodge(LodgeComplaint {
                occurred_at: Some(now() + TimeDelta::seconds(1)),
                ..lodge()
            }))
            .then_expect_error(ComplaintError::OccurredInTheFuture);
    }

    #[test]
    fn a_category_that_policy_does_not_offer_is_refused() {
        complaint()
            .given_no_previous_events()
            .when(ComplaintCommand::Lodge(LodgeComplaint { category: "weather".into(), ..lodge() }))
            .then_expect_error(ComplaintError::UnknownCategory);
    }

    #[test]
    fn text_and_mobile_are_personal_and_the_tracking_code_is_unique() {
        let fields: Vec<&str> = lodged().personal().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["text", "mobile"]);
        assert_eq!(
            lodged().claims(),
            vec![ClaimChange::Take { scope: "complaint.tracking", value: "c0ffee".into() }]
        );
    }

    #[test]
    fn the_driver_is_heard_before_a_finding() {
        let upheld = |on| ComplaintCommand::Resolve(resolve(Outcome::Upheld, on));
        complaint().given(vec![lodged()]).when(upheld(today())).then_expect_error(ComplaintError::DriverNotHeard);
        complaint().given(vec![lodged(), asked()]).when(upheld(last_day())).then_expect_error(ComplaintError::DriverNotHeard);
        // Who lets the time run out was given it.
        let past = last_day() + Days::new(1);
        complaint().given(vec![lodged(), asked()]).when(upheld(past)).then_expect_events(vec![resolved(Outcome::Upheld)]);
        complaint().given(vec![lodged(), asked(), heard()]).when(upheld(today())).then_expect_events(vec![resolved(Outcome::Upheld)]);
    }

    #[test]
    fn what_finds_nothing_against_the_driver_needs_no_hearing() {
        for outcome in [Outcome::NotUpheld, Outcome::Referred, Outcome::Withdrawn] {
            complaint().given(vec![lodged()]).when(ComplaintCommand::Resolve(resolve(outcome, today()))).then_expect_events(vec![resolved(outcome)]);
        }
    }

    #[test]
    fn where_nobody_knows_who_drove_nobody_is_asked_and_nobody_found_against() {
        complaint().given(vec![lodged_of_nobody()]).when(ComplaintCommand::AskDriver(ask())).then_expect_error(ComplaintError::NoDriver);
        complaint()
            .given(vec![lodged_of_nobody()])
            .when(ComplaintCommand::Resolve(resolve(Outcome::Upheld, today())))
            .then_expect_events(vec![resolved(Outcome::Upheld)]);
    }

    #[test]
    fn the_driver_answers_until_the_last_day_and_nobody_else_does() {
        let on = |today| ComplaintCommand::HearDriver(HearDriver { today, ..hear() });
        complaint().given(vec![lodged(), asked()]).when(on(last_day())).then_expect_events(vec![heard()]);
        complaint().given(vec![lodged(), asked()]).when(on(last_day() + Days::new(1))).then_expect_error(ComplaintError::DriverTooLate);
        complaint()
            .given(vec![lodged(), asked()])
            .when(ComplaintCommand::HearDriver(HearDriver { person_id: OFFICER, ..hear() }))
            .then_expect_error(ComplaintError::OtherDriver);
    }

    #[test]
    fn an_officer_who_drove_leaves_it_to_a_colleague() {
        let oneself = Some(DRIVER);
        for command in [
            ComplaintCommand::AnswerPassenger(AnswerPassenger { officer_person_id: oneself, ..answer() }),
            ComplaintCommand::AskDriver(AskDriver { officer_person_id: oneself, ..ask() }),
            ComplaintCommand::Resolve(ResolveComplaint { officer_person_id: oneself, ..resolve(Outcome::NotUpheld, today()) }),
        ] {
            complaint().given(vec![lodged()]).when(command).then_expect_error(ComplaintError::AboutOneself);
        }
    }

    #[test]
    fn a_reason_belongs_to_its_outcome() {
        let borrowed = ResolveComplaint { reason: "upheld-reason".into(), ..resolve(Outcome::Withdrawn, today()) };
        complaint().given(vec![lodged()]).when(ComplaintCommand::Resolve(borrowed)).then_expect_error(ComplaintError::UnknownReason);
    }

    #[test]
    fn words_of_officers_and_drivers_are_personal_too() {
        let named = |mut event: ComplaintEvent| event.personal().into_iter().map(|(field, _)| field).collect::<Vec<_>>();
        assert_eq!(named(answered()), ["text"]);
        assert_eq!(named(asked()), ["account"]);
        assert_eq!(named(heard()), ["text"]);
        let ComplaintEvent::ComplaintResolved { outcome, reason, policy_version, .. } = resolved(Outcome::Upheld) else { unreachable!("it is resolved") };
        let noted = ComplaintEvent::ComplaintResolved { outcome, reason, note: Some(Pii::clear(PASSENGER, "پوزش می‌خواهیم")), policy_version };
        assert_eq!(named(noted), ["note"]);
    }
}
