use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::policy::Choice;
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const VEHICLE: Uuid = Uuid::from_u128(21);

fn issue() -> FleetCodeCommand {
    FleetCodeCommand::Issue {
        vehicle_id: VEHICLE,
        purpose: Purpose::Inside,
        token_sha256: "a1".into(),
        key_version: 1,
    }
}

fn reissue(generation: u32, reason: &str) -> FleetCodeCommand {
    FleetCodeCommand::Reissue {
        reason: reason.into(),
        reasons: vec![Choice { code: "torn".into(), fa: "پاره شدن".into(), en: "Torn".into() }],
        generation,
        token_sha256: format!("a{generation}"),
        key_version: 1,
        policy_version: "1405-01".into(),
    }
}

fn issued() -> FleetCodeEvent {
    FleetCodeEvent::FleetCodeIssued {
        vehicle_id: VEHICLE,
        purpose: Purpose::Inside,
        generation: 1,
        token_sha256: "a1".into(),
        key_version: 1,
    }
}

fn reissued(generation: u32) -> FleetCodeEvent {
    FleetCodeEvent::FleetCodeReissued {
        generation,
        reason: "torn".into(),
        token_sha256: format!("a{generation}"),
        key_version: 1,
        policy_version: "1405-01".into(),
    }
}

fn code() -> TestFramework<FleetCode> {
    TestFramework::with(())
}

mod stories {
    use super::*;

    #[test]
    fn a_vehicles_first_code_is_of_generation_one() {
        code().given_no_previous_events().when(issue()).then_expect_events(vec![issued()]);
    }

    #[test]
    fn a_torn_code_is_followed_by_the_next_generation() {
        code().given(vec![issued(), reissued(2)]).when(reissue(3, "torn")).then_expect_events(vec![reissued(3)]);
    }

    #[test]
    fn two_officers_who_reissue_at_once_make_one_new_code() {
        for generation in [0, 1, 2, 4] {
            code()
                .given(vec![issued(), reissued(2)])
                .when(reissue(generation, "torn"))
                .then_expect_error(FleetCodeError::NotTheNextGeneration);
        }
    }

    #[test]
    fn a_reason_that_policy_does_not_offer_is_refused() {
        code().given(vec![issued()]).when(reissue(2, "because")).then_expect_error(FleetCodeError::UnknownReason);
    }

    #[test]
    fn a_vehicle_has_one_code_for_a_purpose() {
        let id = Purpose::Inside.code_id(VEHICLE);
        assert_eq!(id, Purpose::Inside.code_id(VEHICLE));
        assert_ne!(id, Purpose::Inside.code_id(Uuid::from_u128(22)));
        assert_eq!(serde_json::to_value(Purpose::Inside).expect("a word"), Purpose::Inside.code());
    }
}

mod pairs {
    use super::*;

    cases!(State { Absent, First, Second });
    cases!(Asked { Issue, ReissueSecond, ReissueThird });

    struct Table;

    impl Pairs for Table {
        type Aggregate = FleetCode;
        type State = State;
        type Command = Asked;
        const STATES: &'static [State] = State::ALL;
        const COMMANDS: &'static [Asked] = Asked::ALL;

        fn history(state: State) -> Vec<FleetCodeEvent> {
            match state {
                State::Absent => vec![],
                State::First => vec![issued()],
                State::Second => vec![issued(), reissued(2)],
            }
        }

        fn is(state: State, code: &FleetCode) -> bool {
            match code {
                FleetCode::Absent => state == State::Absent,
                FleetCode::Active { generation: 1 } => state == State::First,
                // The third is what the last pair leads to: in the car like the second.
                FleetCode::Active { .. } => state == State::Second,
            }
        }

        fn command(asked: Asked) -> FleetCodeCommand {
            match asked {
                Asked::Issue => issue(),
                Asked::ReissueSecond => reissue(2, "torn"),
                Asked::ReissueThird => reissue(3, "torn"),
            }
        }

        fn asked(command: &FleetCodeCommand) -> Asked {
            match command {
                FleetCodeCommand::Issue { .. } => Asked::Issue,
                FleetCodeCommand::Reissue { generation: 2, .. } => Asked::ReissueSecond,
                FleetCodeCommand::Reissue { .. } => Asked::ReissueThird,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            use State::{Absent, First, Second};
            match (state, asked) {
                (Absent, Asked::Issue) => Ok((&["FleetCodeIssued"], First)),
                (Absent, Asked::ReissueSecond | Asked::ReissueThird) => Err(FleetCodeError::Absent),
                (First | Second, Asked::Issue) => Err(FleetCodeError::AlreadyIssued),
                (First, Asked::ReissueSecond) => Ok((&["FleetCodeReissued"], Second)),
                (First, Asked::ReissueThird) => Err(FleetCodeError::NotTheNextGeneration),
                (Second, Asked::ReissueSecond) => Err(FleetCodeError::NotTheNextGeneration),
                (Second, Asked::ReissueThird) => Ok((&["FleetCodeReissued"], Second)),
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
