//! Every state with every command.

use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};

cases!(State { Absent, Lodged, LodgedOfNobody, Answered, Asked, Heard, Resolved });
cases!(Order { Lodge, AnswerPassenger, AskDriver, HearDriver, HearDriverLate, Uphold, UpholdLate, Dismiss });

struct Table;

impl Pairs for Table {
    type Aggregate = Complaint;
    type State = State;
    type Command = Order;
    const STATES: &'static [State] = State::ALL;
    const COMMANDS: &'static [Order] = Order::ALL;

    fn history(state: State) -> Vec<ComplaintEvent> {
        match state {
            State::Absent => vec![],
            State::Lodged => vec![lodged()],
            State::LodgedOfNobody => vec![lodged_of_nobody()],
            State::Answered => vec![lodged(), answered()],
            State::Asked => vec![lodged(), asked()],
            State::Heard => vec![lodged(), asked(), heard()],
            State::Resolved => vec![lodged(), resolved(Outcome::NotUpheld)],
        }
    }

    fn is(state: State, complaint: &Complaint) -> bool {
        match complaint {
            Complaint::Absent => state == State::Absent,
            Complaint::Open(open) => match (open.driver_id, open.hearing) {
                (None, Hearing::NotAsked) => state == State::LodgedOfNobody,
                // An answer to the passenger changes nothing for a decision.
                (Some(_), Hearing::NotAsked) => matches!(state, State::Lodged | State::Answered),
                (_, Hearing::Asked { .. }) => state == State::Asked,
                (_, Hearing::Heard) => state == State::Heard,
            },
            Complaint::Resolved => state == State::Resolved,
        }
    }

    fn command(order: Order) -> ComplaintCommand {
        let past = last_day() + Days::new(1);
        match order {
            Order::Lodge => ComplaintCommand::Lodge(lodge()),
            Order::AnswerPassenger => ComplaintCommand::AnswerPassenger(answer()),
            Order::AskDriver => ComplaintCommand::AskDriver(ask()),
            Order::HearDriver => ComplaintCommand::HearDriver(hear()),
            Order::HearDriverLate => ComplaintCommand::HearDriver(HearDriver { today: past, ..hear() }),
            Order::Uphold => ComplaintCommand::Resolve(resolve(Outcome::Upheld, today())),
            Order::UpholdLate => ComplaintCommand::Resolve(resolve(Outcome::Upheld, past)),
            Order::Dismiss => ComplaintCommand::Resolve(resolve(Outcome::NotUpheld, today())),
        }
    }

    fn asked(command: &ComplaintCommand) -> Order {
        match command {
            ComplaintCommand::Lodge(_) => Order::Lodge,
            ComplaintCommand::AnswerPassenger(_) => Order::AnswerPassenger,
            ComplaintCommand::AskDriver(_) => Order::AskDriver,
            ComplaintCommand::HearDriver(hear) if hear.today > last_day() => Order::HearDriverLate,
            ComplaintCommand::HearDriver(_) => Order::HearDriver,
            ComplaintCommand::Resolve(resolve) => match resolve.outcome {
                Outcome::Upheld if resolve.today > last_day() => Order::UpholdLate,
                Outcome::Upheld => Order::Uphold,
                Outcome::NotUpheld | Outcome::Referred | Outcome::Withdrawn => Order::Dismiss,
            },
        }
    }

    fn expected(state: State, order: Order) -> Verdict<Self> {
        match (state, order) {
            (State::Absent, Order::Lodge) => Ok((&["ComplaintLodged"], State::Lodged)),
            (_, Order::Lodge) => Err(ComplaintError::AlreadyLodged),
            (State::Absent, _) => Err(ComplaintError::Absent),
            (State::Resolved, _) => Err(ComplaintError::Resolved),
            (open, Order::AnswerPassenger) => Ok((&["PassengerAnswered"], open)),
            (_, Order::Dismiss) => Ok((&["ComplaintResolved"], State::Resolved)),
            (State::Lodged | State::Answered, Order::AskDriver) => Ok((&["DriverAsked"], State::Asked)),
            (State::LodgedOfNobody, Order::AskDriver) => Err(ComplaintError::NoDriver),
            (State::Asked | State::Heard, Order::AskDriver) => Err(ComplaintError::DriverAskedAlready),
            (State::Lodged | State::Answered, Order::HearDriver | Order::HearDriverLate) => Err(ComplaintError::DriverNotAsked),
            (State::LodgedOfNobody, Order::HearDriver | Order::HearDriverLate) => Err(ComplaintError::OtherDriver),
            (State::Asked, Order::HearDriver) => Ok((&["DriverHeard"], State::Heard)),
            (State::Asked, Order::HearDriverLate) => Err(ComplaintError::DriverTooLate),
            (State::Heard, Order::HearDriver | Order::HearDriverLate) => Err(ComplaintError::DriverHeardAlready),
            (State::Lodged | State::Answered, Order::Uphold | Order::UpholdLate) => Err(ComplaintError::DriverNotHeard),
            (State::Asked, Order::Uphold) => Err(ComplaintError::DriverNotHeard),
            (State::Asked, Order::UpholdLate) | (State::LodgedOfNobody | State::Heard, Order::Uphold | Order::UpholdLate) => {
                Ok((&["ComplaintResolved"], State::Resolved))
            }
        }
    }
}

#[test]
fn every_state_answers_every_command() {
    check::<Table>();
}
