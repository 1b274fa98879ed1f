use super::*;
use crate::kernel::Rial;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::policy::{Gift, RewardRules};
use chrono::NaiveDate;
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const DRIVER: Uuid = Uuid::from_u128(81);
const PASSENGER: Uuid = Uuid::from_u128(82);

fn rial(amount: i64) -> Rial {
    Rial::new(amount).expect("not negative")
}

fn rules(budget_points: u64) -> RewardRules {
    RewardRules {
        programme: "1405".into(),
        budget_points,
        rial_per_point: rial(500),
        passenger_amount_per_point: rial(50_000),
        driver_amount_per_point: rial(100_000),
        passenger_points_per_day: 20,
        driver_points_per_day: 60,
        fares_per_pair_and_day: 2,
        pending_days: 3,
        valid_days: 365,
        waiting_days: 30,
        voucher_points: 1_000,
        gifts: vec![Gift { code: "inspection".into(), fa: "…".into(), en: "…".into(), points: 1_800, stock: 2 }],
    }
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a real day")
}

fn grant(fare: i64) -> GrantReward {
    GrantReward {
        payment_id: Uuid::from_u128(83),
        fare: rial(fare),
        driver_id: DRIVER,
        passenger_id: Some(PASSENGER),
        passenger_known: true,
        day: day(11, 23),
        rules: rules(8),
    }
}

fn granted(passenger_points: u32, driver_points: u32) -> RewardProgrammeEvent {
    RewardProgrammeEvent::RewardGranted {
        payment_id: Uuid::from_u128(83),
        driver_id: DRIVER,
        passenger_id: Some(PASSENGER),
        passenger_points,
        driver_points,
        rial_per_point: rial(500),
        passenger_per_day: 20,
        driver_per_day: 60,
        per_pair_and_day: 2,
        day: day(11, 23),
        active_on: day(11, 26),
        expires_on: NaiveDate::from_ymd_opt(2027, 11, 26).expect("a real day"),
        claim_until: day(12, 23),
    }
}

fn programme() -> TestFramework<RewardProgramme> {
    TestFramework::with(())
}

#[test]
fn a_fare_earns_a_point_for_each_full_amount() {
    let given = programme().given_no_previous_events();
    given.when(RewardProgrammeCommand::Grant(grant(180_000))).then_expect_events(vec![granted(3, 1)]);
    let unknown = GrantReward { passenger_known: false, ..grant(180_000) };
    programme().given_no_previous_events().when(RewardProgrammeCommand::Grant(unknown)).then_expect_events(vec![granted(0, 1)]);
    let small = programme().given_no_previous_events().when(RewardProgrammeCommand::Grant(grant(49_999)));
    small.then_expect_error(RewardProgrammeError::NothingEarned);
}

#[test]
fn nobody_earns_by_paying_themselves() {
    let own = GrantReward { passenger_id: Some(DRIVER), ..grant(180_000) };
    programme().given_no_previous_events().when(RewardProgrammeCommand::Grant(own)).then_expect_error(RewardProgrammeError::SelfRide);
}

cases!(State { Fresh, Half, Spent });
cases!(Asked { Grant });

struct Table;

impl Pairs for Table {
    type Aggregate = RewardProgramme;
    type State = State;
    type Command = Asked;
    const STATES: &'static [State] = State::ALL;
    const COMMANDS: &'static [Asked] = Asked::ALL;

    fn history(state: State) -> Vec<RewardProgrammeEvent> {
        match state {
            State::Fresh => vec![],
            State::Half => vec![granted(3, 1)],
            State::Spent => vec![granted(3, 1), granted(3, 1)],
        }
    }

    fn is(state: State, programme: &RewardProgramme) -> bool {
        let mut folded = RewardProgramme::default();
        Self::history(state).into_iter().for_each(|event| folded.fold(event));
        *programme == folded
    }

    fn command(Asked::Grant: Asked) -> RewardProgrammeCommand {
        RewardProgrammeCommand::Grant(grant(180_000))
    }

    fn asked(RewardProgrammeCommand::Grant(_): &RewardProgrammeCommand) -> Asked {
        Asked::Grant
    }

    fn expected(state: State, Asked::Grant: Asked) -> Verdict<Self> {
        match state {
            State::Fresh => Ok((&["RewardGranted"], State::Half)),
            State::Half => Ok((&["RewardGranted"], State::Spent)),
            State::Spent => Err(RewardProgrammeError::BudgetSpent),
        }
    }
}

#[test]
fn every_state_answers_every_command() {
    check::<Table>();
}
