use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{ClaimChange, LogEvent};
use crate::policy::Choice;
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const VEHICLE: Uuid = Uuid::from_u128(7);
const PERMIT: Uuid = Uuid::from_u128(8);
const DRIVER: Uuid = Uuid::from_u128(9);

fn assign(shift: &str) -> AssignmentCommand {
    AssignmentCommand::Assign {
        vehicle_id: VEHICLE,
        licence_id: PERMIT,
        person_id: DRIVER,
        shift: shift.into(),
        shifts: shifts(),
    }
}

fn shifts() -> Vec<Choice> {
    ["morning", "night"].map(|code| Choice { code: code.into(), fa: "…".into(), en: "…".into() }).into()
}

fn change(shift: &str) -> AssignmentCommand {
    AssignmentCommand::ChangeShift { shift: shift.into(), shifts: shifts() }
}

fn changed(shift: &str) -> AssignmentEvent {
    AssignmentEvent::ShiftChanged { shift: shift.into() }
}

fn assigned() -> AssignmentEvent {
    AssignmentEvent::DriverAssigned { vehicle_id: VEHICLE, licence_id: PERMIT, person_id: DRIVER, shift: "morning".into() }
}

mod stories {
    use super::*;

    #[test]
    fn a_driver_drives_one_vehicle_at_a_time() {
        let held = ClaimChange::Take { scope: "assignment.driver", value: DRIVER.to_string() };
        assert_eq!(assigned().claims(), [held]);
        let freed = ClaimChange::Release { scope: "assignment.driver" };
        assert_eq!(AssignmentEvent::AssignmentEnded {}.claims(), [freed]);
    }

    #[test]
    fn a_shift_that_policy_does_not_offer_is_refused() {
        TestFramework::<Assignment>::with(())
            .given_no_previous_events()
            .when(assign("whenever"))
            .then_expect_error(AssignmentError::UnknownShift);
        let current = || TestFramework::<Assignment>::with(()).given(vec![assigned()]);
        current().when(change("whenever")).then_expect_error(AssignmentError::UnknownShift);
    }

    #[test]
    fn a_driver_changes_to_another_shift_and_back() {
        let with = |given| TestFramework::<Assignment>::with(()).given(given);
        with(vec![assigned()]).when(change("morning")).then_expect_error(AssignmentError::SameShift);
        with(vec![assigned()]).when(change("night")).then_expect_events(vec![changed("night")]);
        with(vec![assigned(), changed("night")]).when(change("night")).then_expect_error(AssignmentError::SameShift);
        with(vec![assigned(), changed("night")]).when(change("morning")).then_expect_events(vec![changed("morning")]);
    }
}

mod pairs {
    use super::*;

    cases!(State { Absent, Current, Ended });
    cases!(Asked { Assign, ChangeShift, End });

    struct Table;

    impl Pairs for Table {
        type Aggregate = Assignment;
        type State = State;
        type Command = Asked;
        const STATES: &'static [State] = State::ALL;
        const COMMANDS: &'static [Asked] = Asked::ALL;

        fn history(state: State) -> Vec<AssignmentEvent> {
            match state {
                State::Absent => vec![],
                State::Current => vec![assigned()],
                State::Ended => vec![assigned(), AssignmentEvent::AssignmentEnded {}],
            }
        }

        fn is(state: State, assignment: &Assignment) -> bool {
            match assignment {
                Assignment::Absent => state == State::Absent,
                Assignment::Current { .. } => state == State::Current,
                Assignment::Ended => state == State::Ended,
            }
        }

        fn command(asked: Asked) -> AssignmentCommand {
            match asked {
                Asked::Assign => assign("morning"),
                Asked::ChangeShift => change("night"),
                Asked::End => AssignmentCommand::End,
            }
        }

        fn asked(command: &AssignmentCommand) -> Asked {
            match command {
                AssignmentCommand::Assign { .. } => Asked::Assign,
                AssignmentCommand::ChangeShift { .. } => Asked::ChangeShift,
                AssignmentCommand::End => Asked::End,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            match (state, asked) {
                (State::Absent, Asked::Assign) => Ok((&["DriverAssigned"], State::Current)),
                (State::Absent, Asked::ChangeShift | Asked::End) => Err(AssignmentError::Absent),
                (State::Current | State::Ended, Asked::Assign) => Err(AssignmentError::AlreadyAssigned),
                (State::Current, Asked::ChangeShift) => Ok((&["ShiftChanged"], State::Current)),
                (State::Current, Asked::End) => Ok((&["AssignmentEnded"], State::Ended)),
                (State::Ended, Asked::ChangeShift | Asked::End) => Err(AssignmentError::Ended),
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
