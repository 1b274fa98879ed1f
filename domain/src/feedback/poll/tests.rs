use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use chrono::{Days, NaiveDate};
use cqrs_es::test::TestFramework;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a real day")
}

fn last_day() -> NaiveDate {
    today() + Days::new(30)
}

fn both(text: &str) -> InTwoLanguages {
    InTwoLanguages { fa: format!("{text} (fa)"), en: text.into() }
}

fn choice(code: &str) -> PollChoice {
    PollChoice { code: code.into(), text: both(code) }
}

fn open() -> OpenPoll {
    OpenPoll {
        question: both("How do you like to pay?"),
        choices: vec![choice("cash"), choice("card")],
        opens_on: today(),
        closes_on: last_day(),
        today: today(),
    }
}

fn opened() -> PollEvent {
    let o = open();
    PollEvent::PollOpened { question: o.question, choices: o.choices, opens_on: o.opens_on, closes_on: o.closes_on }
}

fn refused(open: OpenPoll, error: PollError) {
    TestFramework::<Poll>::with(()).given_no_previous_events().when(PollCommand::Open(open)).then_expect_error(error);
}

mod stories {
    use super::*;

    #[test]
    fn the_city_asks_for_a_while() {
        TestFramework::<Poll>::with(()).given_no_previous_events().when(PollCommand::Open(open())).then_expect_events(vec![opened()]);
    }

    #[test]
    fn there_is_something_to_choose_between_and_not_too_much() {
        let many = |n: u8| (0..n).map(|i| choice(&i.to_string())).collect::<Vec<_>>();
        for choices in [many(0), many(1), many(7)] {
            refused(OpenPoll { choices, ..open() }, PollError::ChoicesOutOfRange);
        }
        assert!(Poll::Absent.decide(PollCommand::Open(OpenPoll { choices: many(6), ..open() })).is_ok());
    }

    #[test]
    fn no_two_choices_are_alike_in_either_language() {
        let same_word = PollChoice { text: InTwoLanguages { fa: "دیگر".into(), en: "cash".into() }, ..choice("coin") };
        refused(OpenPoll { choices: vec![choice("cash"), same_word], ..open() }, PollError::ChoicesAlike);
        refused(OpenPoll { choices: vec![choice("cash"), PollChoice { text: both("coin"), ..choice("cash") }], ..open() }, PollError::ChoicesAlike);
    }

    #[test]
    fn it_begins_today_or_later_and_ends_no_sooner() {
        refused(OpenPoll { opens_on: today() - Days::new(1), ..open() }, PollError::OpensInThePast);
        refused(OpenPoll { closes_on: today() - Days::new(1), ..open() }, PollError::ClosesBeforeItOpens);
        assert!(Poll::Absent.decide(PollCommand::Open(OpenPoll { closes_on: today(), ..open() })).is_ok(), "a poll of one day");
    }
}

mod pairs {
    use super::*;

    cases!(State { Absent, Open, Closed });
    cases!(Asked { Open, Close, CloseLate });

    struct Table;

    impl Pairs for Table {
        type Aggregate = Poll;
        type State = State;
        type Command = Asked;
        const STATES: &'static [State] = State::ALL;
        const COMMANDS: &'static [Asked] = Asked::ALL;

        fn history(state: State) -> Vec<PollEvent> {
            match state {
                State::Absent => vec![],
                State::Open => vec![opened()],
                State::Closed => vec![opened(), PollEvent::PollClosed { on: today() }],
            }
        }

        fn is(state: State, poll: &Poll) -> bool {
            match poll {
                Poll::Absent => state == State::Absent,
                Poll::Open(_) => state == State::Open,
                Poll::Closed => state == State::Closed,
            }
        }

        fn command(asked: Asked) -> PollCommand {
            match asked {
                Asked::Open => PollCommand::Open(open()),
                Asked::Close => PollCommand::Close { today: last_day() },
                Asked::CloseLate => PollCommand::Close { today: last_day() + Days::new(1) },
            }
        }

        fn asked(command: &PollCommand) -> Asked {
            match command {
                PollCommand::Open(_) => Asked::Open,
                PollCommand::Close { today } if *today > last_day() => Asked::CloseLate,
                PollCommand::Close { .. } => Asked::Close,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            match (state, asked) {
                (State::Absent, Asked::Open) => Ok((&["PollOpened"], State::Open)),
                (State::Open | State::Closed, Asked::Open) => Err(PollError::AlreadyOpened),
                (State::Absent, Asked::Close | Asked::CloseLate) => Err(PollError::Absent),
                (State::Open, Asked::Close) => Ok((&["PollClosed"], State::Closed)),
                (State::Open, Asked::CloseLate) | (State::Closed, Asked::Close | Asked::CloseLate) => Err(PollError::Ended),
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
