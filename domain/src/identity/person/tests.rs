use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{ClaimChange, LogEvent, Pii};
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const ACCOUNT: Uuid = Uuid::from_u128(41);
const APPLICATION: Uuid = Uuid::from_u128(42);

fn pii(text: &str) -> Pii {
    Pii::clear(person_of(ACCOUNT), text)
}

fn details(national_id: &str) -> PersonDetails {
    PersonDetails {
        national_id: pii(national_id),
        first_name: pii("مهدی"),
        last_name: pii("رستمی"),
        birth_date: pii("1987-04-12"),
    }
}

fn registered() -> PersonEvent {
    let PersonDetails { national_id, first_name, last_name, birth_date } = details("4324251711");
    PersonEvent::PersonRegistered { account_id: Some(ACCOUNT), national_id, first_name, last_name, birth_date }
}

fn corrected() -> PersonEvent {
    let PersonDetails { national_id, first_name, last_name, birth_date } = details("0013542419");
    PersonEvent::PersonCorrected { national_id, first_name, last_name, birth_date }
}

fn declared() -> PersonEvent {
    PersonEvent::PersonDetailsDeclared { application_id: APPLICATION }
}

mod stories {
    use super::*;

    #[test]
    fn a_national_id_and_an_account_are_one_persons() {
        let claims = registered().claims();
        assert!(claims.contains(&ClaimChange::Take { scope: "person.national_id", value: "4324251711".into() }));
        assert!(claims.contains(&ClaimChange::Take { scope: "person.account", value: ACCOUNT.to_string() }));
    }

    #[test]
    fn a_corrected_national_id_frees_the_wrong_one() {
        let wanted = [
            ClaimChange::Release { scope: "person.national_id" },
            ClaimChange::Take { scope: "person.national_id", value: "0013542419".into() },
        ];
        assert_eq!(corrected().claims(), wanted);
    }

    #[test]
    fn what_was_declared_stands_whatever_is_typed_later() {
        TestFramework::<Person>::with(())
            .given(vec![registered(), declared()])
            .when(PersonCommand::Correct(details("0013542419")))
            .then_expect_error(PersonError::Declared);
    }

    #[test]
    fn every_detail_is_personal() {
        assert_eq!(registered().personal().len(), 4);
        assert_eq!(corrected().personal().len(), 4);
        assert!(declared().personal().is_empty());
    }
}

mod pairs {
    use super::*;

    cases!(State { Absent, Registered, Corrected, Declared });
    cases!(Asked { Register, Correct, Declare });

    struct Table;

    impl Pairs for Table {
        type Aggregate = Person;
        type State = State;
        type Command = Asked;
        const STATES: &'static [State] = State::ALL;
        const COMMANDS: &'static [Asked] = Asked::ALL;

        fn history(state: State) -> Vec<PersonEvent> {
            match state {
                State::Absent => vec![],
                State::Registered => vec![registered()],
                State::Corrected => vec![registered(), corrected()],
                State::Declared => vec![registered(), declared()],
            }
        }

        fn is(state: State, person: &Person) -> bool {
            match person {
                Person::Absent => state == State::Absent,
                Person::Registered => matches!(state, State::Registered | State::Corrected),
                Person::Declared => state == State::Declared,
            }
        }

        fn command(asked: Asked) -> PersonCommand {
            match asked {
                Asked::Register => PersonCommand::Register { account_id: Some(ACCOUNT), details: details("4324251711") },
                Asked::Correct => PersonCommand::Correct(details("0013542419")),
                Asked::Declare => PersonCommand::Declare { application_id: APPLICATION },
            }
        }

        fn asked(command: &PersonCommand) -> Asked {
            match command {
                PersonCommand::Register { .. } => Asked::Register,
                PersonCommand::Correct(_) => Asked::Correct,
                PersonCommand::Declare { .. } => Asked::Declare,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            match (state, asked) {
                (State::Absent, Asked::Register) => Ok((&["PersonRegistered"], State::Registered)),
                (State::Absent, Asked::Correct | Asked::Declare) => Err(PersonError::Absent),
                (State::Registered | State::Corrected | State::Declared, Asked::Register) => {
                    Err(PersonError::AlreadyRegistered)
                }
                (State::Registered | State::Corrected, Asked::Correct) => Ok((&["PersonCorrected"], State::Corrected)),
                (State::Declared, Asked::Correct) => Err(PersonError::Declared),
                (State::Registered | State::Corrected | State::Declared, Asked::Declare) => {
                    Ok((&["PersonDetailsDeclared"], State::Declared))
                }
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
