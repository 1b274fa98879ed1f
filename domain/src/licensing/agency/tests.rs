use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{LogEvent, Pii};
use cqrs_es::test::TestFramework;
use uuid::Uuid;

fn register() -> AgencyCommand {
    AgencyCommand::Register(RegisterAgency {
        licence_id: Uuid::from_u128(1),
        person_id: Uuid::from_u128(2),
        account_id: Uuid::from_u128(3),
        name: "تاکسی تلفنی مینودر".into(),
        premises: Pii::clear(Uuid::from_u128(4), "قزوین، مینودر"),
    })
}

fn registered() -> AgencyEvent {
    AgencyEvent::AgencyRegistered {
        licence_id: Uuid::from_u128(1),
        person_id: Uuid::from_u128(2),
        account_id: Uuid::from_u128(3),
        name: "تاکسی تلفنی مینودر".into(),
        premises: Pii::clear(Uuid::from_u128(4), "قزوین، مینودر"),
    }
}

#[test]
fn a_licensed_agency_is_registered_with_its_manager() {
    TestFramework::<Agency>::with(()).given_no_previous_events().when(register()).then_expect_events(vec![registered()]);
}

#[test]
fn where_its_premises_are_is_personal_and_its_name_is_public() {
    assert_eq!(registered().personal().len(), 1);
}

cases!(State { Absent, Registered });
cases!(Asked { Register });

struct Table;

impl Pairs for Table {
    type Aggregate = Agency;
    type State = State;
    type Command = Asked;
    const STATES: &'static [State] = State::ALL;
    const COMMANDS: &'static [Asked] = Asked::ALL;

    fn history(state: State) -> Vec<AgencyEvent> {
        match state {
            State::Absent => vec![],
            State::Registered => vec![registered()],
        }
    }

    fn is(state: State, agency: &Agency) -> bool {
        match agency {
            Agency::Absent => state == State::Absent,
            Agency::Registered { .. } => state == State::Registered,
        }
    }

    fn command(asked: Asked) -> AgencyCommand {
        match asked {
            Asked::Register => register(),
        }
    }

    fn asked(command: &AgencyCommand) -> Asked {
        match command {
            AgencyCommand::Register(_) => Asked::Register,
        }
    }

    fn expected(state: State, asked: Asked) -> Verdict<Self> {
        match (state, asked) {
            (State::Absent, Asked::Register) => Ok((&["AgencyRegistered"], State::Registered)),
            (State::Registered, Asked::Register) => Err(AgencyError::AlreadyRegistered),
        }
    }
}

#[test]
fn every_state_answers_every_command() {
    check::<Table>();
}
