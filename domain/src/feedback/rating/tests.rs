use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{LogEvent, Pii};
use crate::policy::Choice;
use cqrs_es::test::TestFramework;
use proptest::prelude::*;
use uuid::Uuid;

fn choice(code: &str) -> Choice {
    Choice { code: code.into(), fa: "برچسب".into(), en: "A tag".into() }
}

fn ride() -> Ride {
    Ride {
        code_id: Uuid::from_u128(31),
        generation: 1,
        vehicle_id: Uuid::from_u128(32),
        licence_id: Uuid::from_u128(33),
        driver_id: None,
    }
}

fn rate(stars: u8, tags: &[&str]) -> RateRide {
    RateRide {
        ride: ride(),
        stars,
        tags: tags.iter().map(|tag| String::from(*tag)).collect(),
        offered_tags: vec![choice("clean-car"), choice("polite"), choice("safe-driving")],
        comment: Some(Pii::clear(Uuid::from_u128(34), "راننده خوش‌برخورد بود")),
        policy_version: "1405-01".into(),
    }
}

fn rated(stars: u8, tags: &[&str]) -> RatingEvent {
    let RateRide { ride, stars, tags, comment, policy_version, .. } = rate(stars, tags);
    RatingEvent::RideRated { ride, stars, tags, comment, policy_version }
}

fn rating() -> TestFramework<Rating> {
    TestFramework::with(())
}

mod stories {
    use super::*;

    #[test]
    fn a_passenger_rates_a_ride_and_ticks_what_was_good() {
        rating()
            .given_no_previous_events()
            .when(RatingCommand::Rate(rate(5, &["polite", "clean-car", "polite"])))
            .then_expect_events(vec![rated(5, &["clean-car", "polite"])]);
    }

    #[test]
    fn stars_alone_are_enough() {
        let plain = RateRide { comment: None, ..rate(3, &[]) };
        let outcome = rating().given_no_previous_events().when(RatingCommand::Rate(plain)).inspect_result();
        let [RatingEvent::RideRated { comment: None, stars: 3, .. }] = &outcome.expect("accepted")[..] else {
            panic!("one rating without a comment");
        };
    }

    #[test]
    fn a_tag_that_policy_does_not_offer_is_refused() {
        rating()
            .given_no_previous_events()
            .when(RatingCommand::Rate(rate(4, &["polite", "handsome"])))
            .then_expect_error(RatingError::UnknownTag);
    }

    #[test]
    fn a_ride_is_rated_once_however_the_second_rating_looks() {
        rating()
            .given(vec![rated(5, &[])])
            .when(RatingCommand::Rate(rate(9, &["handsome"])))
            .then_expect_error(RatingError::AlreadyRated);
    }

    #[test]
    fn the_comment_is_personal() {
        assert_eq!(rated(5, &[]).personal().len(), 1);
    }

    proptest! {
        #[test]
        fn one_to_five_stars_and_nothing_else(stars: u8) {
            let outcome = Rating::Absent.decide(RatingCommand::Rate(rate(stars, &[])));
            if (1..=5).contains(&stars) {
                prop_assert_eq!(outcome, Ok(vec![rated(stars, &[])]));
            } else {
                prop_assert_eq!(outcome, Err(RatingError::StarsOutOfRange));
            }
        }
    }
}

mod pairs {
    use super::*;

    cases!(State { Absent, Given });
    cases!(Asked { Rate });

    struct Table;

    impl Pairs for Table {
        type Aggregate = Rating;
        type State = State;
        type Command = Asked;
        const STATES: &'static [State] = State::ALL;
        const COMMANDS: &'static [Asked] = Asked::ALL;

        fn history(state: State) -> Vec<RatingEvent> {
            match state {
                State::Absent => vec![],
                State::Given => vec![rated(5, &[])],
            }
        }

        fn is(state: State, rating: &Rating) -> bool {
            match rating {
                Rating::Absent => state == State::Absent,
                Rating::Given => state == State::Given,
            }
        }

        fn command(asked: Asked) -> RatingCommand {
            match asked {
                Asked::Rate => RatingCommand::Rate(rate(4, &["polite"])),
            }
        }

        fn asked(command: &RatingCommand) -> Asked {
            match command {
                RatingCommand::Rate(_) => Asked::Rate,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            match (state, asked) {
                (State::Absent, Asked::Rate) => Ok((&["RideRated"], State::Given)),
                (State::Given, Asked::Rate) => Err(RatingError::AlreadyRated),
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
