use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use chrono::NaiveDate;
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const ACTOR: Uuid = Uuid::from_u128(51);

fn viewed() -> AccessEvent {
    AccessEvent::RecordViewed {
        subject_type: "licence".into(),
        subject_id: Uuid::from_u128(52),
        basis: "رسیدگی به شکایت".into(),
    }
}

fn filter() -> HistoryFilter {
    HistoryFilter { event_type: Some("LicenceRevoked".into()), from: Some("1".into()), ..HistoryFilter::default() }
}

mod stories {
    use super::*;

    #[test]
    fn an_officer_looks_at_the_same_record_twice_and_both_looks_are_kept() {
        TestFramework::<Access>::with(())
            .given(vec![viewed()])
            .when(AccessCommand(viewed()))
            .then_expect_events(vec![viewed()]);
    }

    #[test]
    fn a_person_has_one_stream_a_day() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).expect("a real day");
        assert_eq!(access_id(ACTOR, day(23)), access_id(ACTOR, day(23)));
        assert_ne!(access_id(ACTOR, day(23)), access_id(ACTOR, day(24)));
        assert_ne!(access_id(ACTOR, day(23)), access_id(Uuid::from_u128(53), day(23)));
    }
}

mod pairs {
    use super::*;

    cases!(State { Fresh, Looked });
    cases!(Asked { RecordViewed, HistoryViewed, HistoryExported, HistoryReplayed });

    struct Table;

    impl Pairs for Table {
        type Aggregate = Access;
        type State = State;
        type Command = Asked;
        const STATES: &'static [State] = State::ALL;
        const COMMANDS: &'static [Asked] = Asked::ALL;

        fn history(state: State) -> Vec<AccessEvent> {
            match state {
                State::Fresh => vec![],
                State::Looked => vec![viewed()],
            }
        }

        fn is(_: State, Access: &Access) -> bool {
            // Nothing is remembered, so both are the one value; a field added to it fails here.
            true
        }

        fn command(asked: Asked) -> AccessCommand {
            let basis = || String::from("بازرسی دوره‌ای");
            AccessCommand(match asked {
                Asked::RecordViewed => viewed(),
                Asked::HistoryViewed => AccessEvent::HistoryViewed { filter: filter(), basis: basis() },
                Asked::HistoryExported => AccessEvent::HistoryExported { filter: filter(), basis: basis() },
                Asked::HistoryReplayed => AccessEvent::HistoryReplayed { to: Some("900".into()), compared: true },
            })
        }

        fn asked(AccessCommand(event): &AccessCommand) -> Asked {
            match event {
                AccessEvent::RecordViewed { .. } => Asked::RecordViewed,
                AccessEvent::HistoryViewed { .. } => Asked::HistoryViewed,
                AccessEvent::HistoryExported { .. } => Asked::HistoryExported,
                AccessEvent::HistoryReplayed { .. } => Asked::HistoryReplayed,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            match (state, asked) {
                (State::Fresh | State::Looked, Asked::RecordViewed) => Ok((&["RecordViewed"], State::Looked)),
                (State::Fresh | State::Looked, Asked::HistoryViewed) => Ok((&["HistoryViewed"], State::Looked)),
                (State::Fresh | State::Looked, Asked::HistoryExported) => Ok((&["HistoryExported"], State::Looked)),
                (State::Fresh | State::Looked, Asked::HistoryReplayed) => Ok((&["HistoryReplayed"], State::Looked)),
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
