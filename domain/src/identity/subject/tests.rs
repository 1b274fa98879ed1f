use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{ClaimChange, LogEvent};
use crate::policy::Choice;
use chrono::{Days, NaiveDate};
use cqrs_es::test::TestFramework;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a real day")
}

fn asked() -> RequestErasure {
    RequestErasure {
        legal_basis: "مادهٔ ۵۹ قانون تجارت الکترونیکی".into(),
        reason: "subjects-request".into(),
        reasons: vec![Choice { code: "subjects-request".into(), fa: "درخواست خود شخص".into(), en: "The person asked".into() }],
        needed_for: None,
        kept_until: None,
        today: today(),
        policy_version: "1405-01".into(),
    }
}

fn requested() -> SubjectEvent {
    let RequestErasure { legal_basis, reason, policy_version, .. } = asked();
    SubjectEvent::SubjectErasureRequested { legal_basis, reason, policy_version }
}

fn held() -> SubjectEvent {
    SubjectEvent::SubjectHeld { legal_basis: "دستور قضایی".into(), reason: "پروندهٔ ۱۴۰۵/۱۲".into() }
}

fn released() -> SubjectEvent {
    SubjectEvent::SubjectReleased { reason: "پرونده بسته شد".into() }
}

mod stories {
    use super::*;

    #[test]
    fn an_erasure_frees_what_identified_the_person() {
        let freed = SubjectEvent::SubjectErased {}.claims();
        for scope in ["account.mobile", "account.email", "person.national_id"] {
            assert!(freed.contains(&ClaimChange::Release { scope }), "{scope}");
        }
        assert!(requested().claims().is_empty(), "until then it is theirs");
    }

    #[test]
    fn what_is_still_needed_is_not_erased() {
        for need in [Need::Role, Need::Application, Need::Permit, Need::Assignment] {
            TestFramework::<Subject>::with(())
                .given_no_previous_events()
                .when(SubjectCommand::RequestErasure(RequestErasure { needed_for: Some(need), ..asked() }))
                .then_expect_error(SubjectError::Needed(need));
        }
    }

    #[test]
    fn what_the_law_wants_kept_is_erased_the_day_after() {
        let until = |last| SubjectCommand::RequestErasure(RequestErasure { kept_until: Some(last), ..asked() });
        TestFramework::<Subject>::with(()).given_no_previous_events().when(until(today())).then_expect_error(SubjectError::Kept(today()));
        TestFramework::<Subject>::with(()).given_no_previous_events().when(until(today() - Days::new(1))).then_expect_events(vec![requested()]);
    }

    #[test]
    fn a_reason_is_one_of_the_policys() {
        TestFramework::<Subject>::with(())
            .given_no_previous_events()
            .when(SubjectCommand::RequestErasure(RequestErasure { reason: "tidiness".into(), ..asked() }))
            .then_expect_error(SubjectError::UnknownReason);
    }

    #[test]
    fn when_a_hold_is_over_the_data_can_be_erased() {
        TestFramework::<Subject>::with(())
            .given(vec![held(), released()])
            .when(SubjectCommand::RequestErasure(asked()))
            .then_expect_events(vec![requested()]);
    }
}

mod pairs {
    use super::*;

    cases!(State { Kept, Held, Released, Requested, Erased });
    cases!(Asked { RequestErasure, NoteErased, Hold, Release });

    struct Table;

    impl Pairs for Table {
        type Aggregate = Subject;
        type State = State;
        type Command = Asked;
        const STATES: &'static [State] = State::ALL;
        const COMMANDS: &'static [Asked] = Asked::ALL;

        fn history(state: State) -> Vec<SubjectEvent> {
            match state {
                State::Kept => vec![],
                State::Held => vec![held()],
                State::Released => vec![held(), released()],
                State::Requested => vec![requested()],
                State::Erased => vec![requested(), SubjectEvent::SubjectErased {}],
            }
        }

        fn is(state: State, subject: &Subject) -> bool {
            match subject {
                Subject::Kept => matches!(state, State::Kept | State::Released),
                Subject::Held => state == State::Held,
                Subject::ErasureRequested => state == State::Requested,
                Subject::Erased => state == State::Erased,
            }
        }

        fn command(command: Asked) -> SubjectCommand {
            match command {
                Asked::RequestErasure => SubjectCommand::RequestErasure(asked()),
                Asked::NoteErased => SubjectCommand::NoteErased,
                Asked::Hold => SubjectCommand::Hold { legal_basis: "دستور قضایی".into(), reason: "پروندهٔ ۱۴۰۵/۱۲".into() },
                Asked::Release => SubjectCommand::Release { reason: "پرونده بسته شد".into() },
            }
        }

        fn asked(command: &SubjectCommand) -> Asked {
            match command {
                SubjectCommand::RequestErasure(_) => Asked::RequestErasure,
                SubjectCommand::NoteErased => Asked::NoteErased,
                SubjectCommand::Hold { .. } => Asked::Hold,
                SubjectCommand::Release { .. } => Asked::Release,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            match (state, asked) {
                (State::Kept | State::Released, Asked::RequestErasure) => Ok((&["SubjectErasureRequested"], State::Requested)),
                (State::Kept | State::Released | State::Held, Asked::NoteErased) => Err(SubjectError::NotRequested),
                (State::Kept | State::Released, Asked::Hold) => Ok((&["SubjectHeld"], State::Held)),
                (State::Kept | State::Released, Asked::Release) => Err(SubjectError::NotHeld),
                (State::Held, Asked::RequestErasure) => Err(SubjectError::Held),
                (State::Held, Asked::Hold) => Err(SubjectError::AlreadyHeld),
                (State::Held, Asked::Release) => Ok((&["SubjectReleased"], State::Released)),
                (State::Requested, Asked::NoteErased) => Ok((&["SubjectErased"], State::Erased)),
                (State::Requested, _) => Err(SubjectError::ErasureUnderWay),
                (State::Erased, _) => Err(SubjectError::Erased),
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
