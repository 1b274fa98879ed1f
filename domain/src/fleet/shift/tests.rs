use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{ClaimChange, LogEvent};
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const DRIVER: Uuid = Uuid::from_u128(61);

fn policy() -> String {
    "1405-01".into()
}

fn start(consent: bool) -> ShiftCommand {
    let (assignment_id, vehicle_id) = (Uuid::from_u128(62), Uuid::from_u128(63));
    ShiftCommand::Start(StartShift { assignment_id, vehicle_id, person_id: DRIVER, consent, policy_version: policy() })
}

fn started() -> ShiftEvent {
    ShiftEvent::ShiftStarted { assignment_id: Uuid::from_u128(62), vehicle_id: Uuid::from_u128(63), person_id: DRIVER }
}

fn given() -> ShiftEvent {
    ShiftEvent::LocationConsentGiven { policy_version: policy() }
}

#[test]
fn a_shift_begins_with_consent_or_without() {
    let begun = |consent| TestFramework::<Shift>::with(()).given_no_previous_events().when(start(consent));
    begun(true).then_expect_events(vec![started(), given()]);
    begun(false).then_expect_events(vec![started()]);
}

#[test]
fn a_driver_works_one_shift_at_a_time() {
    assert_eq!(started().claims(), [ClaimChange::Take { scope: "shift.driver", value: DRIVER.to_string() }]);
    assert_eq!(ShiftEvent::ShiftEnded {}.claims(), [ClaimChange::Release { scope: "shift.driver" }]);
    assert_eq!(given().claims(), []);
}

cases!(State { Absent, Silent, Seen, Ended });
cases!(Asked { Start, GiveConsent, WithdrawConsent, End });

struct Table;

impl Pairs for Table {
    type Aggregate = Shift;
    type State = State;
    type Command = Asked;
    const STATES: &'static [State] = State::ALL;
    const COMMANDS: &'static [Asked] = Asked::ALL;

    fn history(state: State) -> Vec<ShiftEvent> {
        match state {
            State::Absent => vec![],
            State::Silent => vec![started(), given(), ShiftEvent::LocationConsentWithdrawn {}],
            State::Seen => vec![started(), given()],
            State::Ended => vec![started(), given(), ShiftEvent::ShiftEnded {}],
        }
    }

    fn is(state: State, shift: &Shift) -> bool {
        match shift {
            Shift::Absent => state == State::Absent,
            Shift::Working(work) => state == if work.consent { State::Seen } else { State::Silent },
            Shift::Ended => state == State::Ended,
        }
    }

    fn command(asked: Asked) -> ShiftCommand {
        match asked {
            Asked::Start => start(false),
            Asked::GiveConsent => ShiftCommand::GiveConsent { policy_version: policy() },
            Asked::WithdrawConsent => ShiftCommand::WithdrawConsent,
            Asked::End => ShiftCommand::End,
        }
    }

    fn asked(command: &ShiftCommand) -> Asked {
        match command {
            ShiftCommand::Start(_) => Asked::Start,
            ShiftCommand::GiveConsent { .. } => Asked::GiveConsent,
            ShiftCommand::WithdrawConsent => Asked::WithdrawConsent,
            ShiftCommand::End => Asked::End,
        }
    }

    fn expected(state: State, asked: Asked) -> Verdict<Self> {
        match (state, asked) {
            (State::Absent, Asked::Start) => Ok((&["ShiftStarted"], State::Silent)),
            (State::Silent | State::Seen | State::Ended, Asked::Start) => Err(ShiftError::AlreadyStarted),
            (State::Absent, Asked::GiveConsent | Asked::WithdrawConsent | Asked::End) => Err(ShiftError::Absent),
            (State::Ended, Asked::GiveConsent | Asked::WithdrawConsent | Asked::End) => Err(ShiftError::Ended),
            (State::Silent | State::Seen, Asked::End) => Ok((&["ShiftEnded"], State::Ended)),
            (State::Silent, Asked::GiveConsent) => Ok((&["LocationConsentGiven"], State::Seen)),
            (State::Seen, Asked::GiveConsent) => Err(ShiftError::ConsentAlreadyGiven),
            (State::Seen, Asked::WithdrawConsent) => Ok((&["LocationConsentWithdrawn"], State::Silent)),
            (State::Silent, Asked::WithdrawConsent) => Err(ShiftError::NoConsent),
        }
    }
}

#[test]
fn every_state_answers_every_command() {
    check::<Table>();
}
