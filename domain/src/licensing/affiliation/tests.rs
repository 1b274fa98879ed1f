use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{ClaimChange, LogEvent};
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const AGENCY: Uuid = Uuid::from_u128(1);
const DRIVER: Member = Member::Driver { person_id: Uuid::from_u128(2), licence_id: Uuid::from_u128(3) };
const CAR: Member = Member::Vehicle { vehicle_id: Uuid::from_u128(4) };

fn offer(member: Member) -> AffiliationCommand {
    AffiliationCommand::Offer { agency_id: AGENCY, agency_name: "مینودر".into(), member }
}

fn offered(member: Member) -> AffiliationEvent {
    AffiliationEvent::AffiliationOffered { agency_id: AGENCY, agency_name: "مینودر".into(), member }
}

fn joined(member: Member) -> AffiliationEvent {
    AffiliationEvent::AffiliationJoined { agency_id: AGENCY, agency_name: "مینودر".into(), member }
}

fn ended(member: Member) -> AffiliationEvent {
    AffiliationEvent::AffiliationEnded { agency_id: AGENCY, member }
}

#[test]
fn nobody_belongs_to_an_agency_before_they_agree() {
    let affiliation = || TestFramework::<Affiliation>::with(());
    for member in [DRIVER, CAR] {
        affiliation().given_no_previous_events().when(offer(member)).then_expect_events(vec![offered(member)]);
        affiliation().given(vec![offered(member)]).when(AffiliationCommand::Accept).then_expect_events(vec![joined(member)]);
    }
}

#[test]
fn a_vehicle_is_in_one_agency_and_a_driver_too() {
    let take = |scope, member: Member| ClaimChange::Take { scope, value: member.id().to_string() };
    assert_eq!(joined(CAR).claims(), [take("affiliation.vehicle", CAR)]);
    assert_eq!(joined(DRIVER).claims(), [take("affiliation.driver", DRIVER)]);
    assert!(ended(CAR).claims().contains(&ClaimChange::Release { scope: "affiliation.vehicle" }));
    assert!(ended(DRIVER).claims().contains(&ClaimChange::Release { scope: "affiliation.driver" }));
}

cases!(State { Absent, Offered, Joined, Declined, Ended });
cases!(Asked { Offer, Accept, Decline, End });

struct Table;

impl Pairs for Table {
    type Aggregate = Affiliation;
    type State = State;
    type Command = Asked;
    const STATES: &'static [State] = State::ALL;
    const COMMANDS: &'static [Asked] = Asked::ALL;

    fn history(state: State) -> Vec<AffiliationEvent> {
        match state {
            State::Absent => vec![],
            State::Offered => vec![offered(DRIVER)],
            State::Joined => vec![offered(DRIVER), joined(DRIVER)],
            State::Declined => vec![offered(DRIVER), AffiliationEvent::AffiliationDeclined {}],
            State::Ended => vec![offered(DRIVER), joined(DRIVER), ended(DRIVER)],
        }
    }

    fn is(state: State, affiliation: &Affiliation) -> bool {
        match affiliation {
            Affiliation::Absent => state == State::Absent,
            Affiliation::Offered(_) => state == State::Offered,
            Affiliation::Joined(_) => state == State::Joined,
            Affiliation::Ended => matches!(state, State::Declined | State::Ended),
        }
    }

    fn command(asked: Asked) -> AffiliationCommand {
        match asked {
            Asked::Offer => offer(DRIVER),
            Asked::Accept => AffiliationCommand::Accept,
            Asked::Decline => AffiliationCommand::Decline,
            Asked::End => AffiliationCommand::End,
        }
    }

    fn asked(command: &AffiliationCommand) -> Asked {
        match command {
            AffiliationCommand::Offer { .. } => Asked::Offer,
            AffiliationCommand::Accept => Asked::Accept,
            AffiliationCommand::Decline => Asked::Decline,
            AffiliationCommand::End => Asked::End,
        }
    }

    fn expected(state: State, asked: Asked) -> Verdict<Self> {
        use State::*;
        match (state, asked) {
            (Absent, Asked::Offer) => Ok((&["AffiliationOffered"], Offered)),
            (Absent, _) => Err(AffiliationError::Absent),
            (_, Asked::Offer) => Err(AffiliationError::AlreadyOffered),
            (Declined | Ended, _) => Err(AffiliationError::Ended),
            (Offered, Asked::Accept) => Ok((&["AffiliationJoined"], Joined)),
            (Offered, Asked::Decline) => Ok((&["AffiliationDeclined"], Declined)),
            (Offered, Asked::End) => Err(AffiliationError::NotJoined),
            (Joined, Asked::Accept | Asked::Decline) => Err(AffiliationError::AlreadyJoined),
            (Joined, Asked::End) => Ok((&["AffiliationEnded"], Ended)),
        }
    }
}

#[test]
fn every_state_answers_every_command() {
    check::<Table>();
}
