use super::*;
use crate::feedback::poll::{AskedPoll, Poll};
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use chrono::{Days, NaiveDate};
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const POLL: Uuid = Uuid::from_u128(51);

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a real day")
}

fn last_day() -> NaiveDate {
    first_day() + Days::new(30)
}

fn answer(on: NaiveDate) -> AnswerPoll {
    let poll = AskedPoll { choices: vec!["cash".into(), "card".into()], opens_on: first_day(), closes_on: last_day() };
    AnswerPoll { poll_id: POLL, poll: Poll::Open(poll), choice: "card".into(), today: on }
}

fn answered(on: NaiveDate) -> PollAnswerEvent {
    PollAnswerEvent::PollAnswered { poll_id: POLL, choice: "card".into(), on }
}

fn given(answer: AnswerPoll) -> Result<Vec<PollAnswerEvent>, PollAnswerError> {
    TestFramework::<PollAnswer>::with(()).given_no_previous_events().when(PollAnswerCommand::Answer(answer)).inspect_result()
}

#[test]
fn a_passenger_answers_from_the_first_day_to_the_last() {
    for day in [first_day(), last_day()] {
        assert_eq!(given(answer(day)), Ok(vec![answered(day)]));
    }
    for day in [first_day() - Days::new(1), last_day() + Days::new(1)] {
        assert_eq!(given(answer(day)), Err(PollAnswerError::NotAsked));
    }
}

#[test]
fn what_is_asked_no_longer_or_never_was_is_not_answered() {
    for poll in [Poll::Absent, Poll::Closed] {
        assert_eq!(given(AnswerPoll { poll, ..answer(first_day()) }), Err(PollAnswerError::NotAsked));
    }
}

#[test]
fn only_what_is_offered_can_be_chosen() {
    assert_eq!(given(AnswerPoll { choice: "barter".into(), ..answer(first_day()) }), Err(PollAnswerError::UnknownChoice));
}

mod pairs {
    use super::*;

    cases!(State { Absent, Given });
    cases!(Asked { Answer });

    struct Table;

    impl Pairs for Table {
        type Aggregate = PollAnswer;
        type State = State;
        type Command = Asked;
        const STATES: &'static [State] = State::ALL;
        const COMMANDS: &'static [Asked] = Asked::ALL;

        fn history(state: State) -> Vec<PollAnswerEvent> {
            match state {
                State::Absent => vec![],
                State::Given => vec![answered(first_day())],
            }
        }

        fn is(state: State, answer: &PollAnswer) -> bool {
            match answer {
                PollAnswer::Absent => state == State::Absent,
                PollAnswer::Given => state == State::Given,
            }
        }

        fn command(asked: Asked) -> PollAnswerCommand {
            match asked {
                Asked::Answer => PollAnswerCommand::Answer(answer(first_day())),
            }
        }

        fn asked(command: &PollAnswerCommand) -> Asked {
            match command {
                PollAnswerCommand::Answer(_) => Asked::Answer,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            match (state, asked) {
                (State::Absent, Asked::Answer) => Ok((&["PollAnswered"], State::Given)),
                (State::Given, Asked::Answer) => Err(PollAnswerError::AlreadyAnswered),
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
