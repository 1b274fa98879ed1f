use super::*;
use crate::feedback::rating::Ride;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{ClaimChange, LogEvent, Pii};
use crate::policy::Choice;
use chrono::{DateTime, Days, TimeDelta, Utc};
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const PASSENGER: Uuid = Uuid::from_u128(41);

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
            driver_id: None,
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
}

mod pairs {
    use super::*;

    cases!(State { Absent, Lodged });
    cases!(Asked { Lodge });

    struct Table;

    impl Pairs for Table {
        type Aggregate = Complaint;
        type State = State;
        type Command = Asked;
        const STATES: &'static [State] = State::ALL;
        const COMMANDS: &'static [Asked] = Asked::ALL;

        fn history(state: State) -> Vec<ComplaintEvent> {
            match state {
                State::Absent => vec![],
                State::Lodged => vec![lodged()],
            }
        }

        fn is(state: State, complaint: &Complaint) -> bool {
            match complaint {
                Complaint::Absent => state == State::Absent,
                Complaint::Lodged => state == State::Lodged,
            }
        }

        fn command(asked: Asked) -> ComplaintCommand {
            match asked {
                Asked::Lodge => ComplaintCommand::Lodge(lodge()),
            }
        }

        fn asked(command: &ComplaintCommand) -> Asked {
            match command {
                ComplaintCommand::Lodge(_) => Asked::Lodge,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            match (state, asked) {
                (State::Absent, Asked::Lodge) => Ok((&["ComplaintLodged"], State::Lodged)),
                (State::Lodged, Asked::Lodge) => Err(ComplaintError::AlreadyLodged),
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
