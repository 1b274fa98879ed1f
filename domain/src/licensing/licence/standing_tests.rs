use super::{ImportedStanding, RecordedStanding, Standing};
use chrono::{Days, NaiveDate};
use proptest::option;
use proptest::prelude::*;

fn day(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 21).expect("a real day") + Days::new(offset)
}

fn recorded(standing: Standing) -> RecordedStanding {
    RecordedStanding {
        standing,
        starts_on: Some(day(100)),
        expires_on: Some(day(200)),
        suspended_from: None,
        suspended_until: None,
        kept_in_force: false,
    }
}

#[test]
fn the_first_and_the_last_day_are_valid_ones() {
    let licence = recorded(Standing::Valid);
    assert_eq!(licence.on(day(99)), Standing::NotYetValid);
    assert_eq!(licence.on(day(100)), Standing::Valid);
    assert_eq!(licence.on(day(200)), Standing::Valid);
    assert_eq!(licence.on(day(201)), Standing::Expired);
}

#[test]
fn the_first_and_the_last_day_of_a_suspension_are_suspended_ones() {
    let licence = RecordedStanding {
        suspended_from: Some(day(120)),
        suspended_until: Some(day(130)),
        ..recorded(Standing::Suspended)
    };
    assert_eq!(licence.on(day(119)), Standing::Valid);
    assert_eq!(licence.on(day(120)), Standing::Suspended);
    assert_eq!(licence.on(day(130)), Standing::Suspended);
    assert_eq!(licence.on(day(131)), Standing::Valid);
    assert_eq!(licence.on(day(201)), Standing::Expired);
}

#[test]
fn an_open_suspension_ends_with_the_last_valid_day() {
    let licence = RecordedStanding { suspended_from: Some(day(120)), ..recorded(Standing::Suspended) };
    assert_eq!(licence.on(day(200)), Standing::Suspended);
    assert_eq!(licence.on(day(201)), Standing::Expired);
}

#[test]
fn a_renewal_that_was_sent_in_time_outlives_the_last_valid_day_and_no_suspension() {
    let kept = RecordedStanding { kept_in_force: true, ..recorded(Standing::Valid) };
    assert_eq!((kept.on(day(99)), kept.on(day(200)), kept.on(day(260))), (Standing::NotYetValid, Standing::Valid, Standing::Valid));
    let suspended = RecordedStanding { standing: Standing::Suspended, suspended_from: Some(day(150)), ..kept };
    assert_eq!(suspended.on(day(260)), Standing::Suspended);
}

#[test]
fn an_imported_licence_without_dates_stands_as_it_was_recorded_on_any_day() {
    for standing in [
        ImportedStanding::Valid,
        ImportedStanding::Suspended,
        ImportedStanding::Surrendered,
        ImportedStanding::Revoked,
        ImportedStanding::Terminated,
    ] {
        let standing = Standing::from(standing);
        let licence = RecordedStanding {
            standing,
            starts_on: None,
            expires_on: None,
            suspended_from: None,
            suspended_until: None,
            kept_in_force: false,
        };
        assert_eq!(licence.on(day(0)), standing);
        assert_eq!(licence.on(day(20_000)), standing);
    }
}

#[test]
fn every_standing_has_its_own_word() {
    for standing in Standing::ALL {
        assert_eq!(Standing::parse(standing.code()), Some(standing));
        assert_eq!(serde_json::to_value(standing).expect("a word"), standing.code());
    }
    assert_eq!(Standing::parse("ACTIVE"), None);
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..400).prop_map(day)
}

fn any_recorded() -> impl Strategy<Value = RecordedStanding> {
    let dates = (option::of(any_day()), option::of(any_day()), option::of(any_day()), option::of(any_day()));
    ((0..Standing::ALL.len()), dates, any::<bool>()).prop_map(|(standing, (starts_on, expires_on, suspended_from, suspended_until), kept_in_force)| {
        RecordedStanding { standing: Standing::ALL[standing], starts_on, expires_on, suspended_from, suspended_until, kept_in_force }
    })
}

proptest! {
    #[test]
    fn what_ended_stays_ended(licence in any_recorded(), on in any_day()) {
        if !matches!(licence.standing, Standing::Valid | Standing::Suspended) {
            prop_assert_eq!(licence.on(on), licence.standing);
        }
    }

    #[test]
    fn nobody_serves_outside_the_valid_days_or_inside_a_suspension(licence in any_recorded(), on in any_day()) {
        if licence.on(on) == Standing::Valid {
            prop_assert!(licence.starts_on.is_none_or(|first| first <= on));
            prop_assert!(licence.kept_in_force || licence.expires_on.is_none_or(|last| on <= last));
            prop_assert!(
                licence.standing == Standing::Valid
                    || licence.suspended_from.is_some_and(|from| on < from)
                    || licence.suspended_until.is_some_and(|until| until < on)
            );
        }
    }

    #[test]
    fn only_what_was_suspended_is_suspended(licence in any_recorded(), on in any_day()) {
        if licence.on(on) == Standing::Suspended {
            prop_assert_eq!(licence.standing, Standing::Suspended);
            prop_assert!(licence.suspended_from.is_none_or(|from| from <= on));
            prop_assert!(licence.suspended_until.is_none_or(|until| on <= until));
        }
    }

    #[test]
    fn what_expired_stays_expired(licence in any_recorded(), on in any_day(), more in 0u64..400) {
        if licence.on(on) == Standing::Expired {
            prop_assert_eq!(licence.on(on + Days::new(more)), Standing::Expired);
        }
    }

    #[test]
    fn days_of_a_suspension_mean_nothing_once_it_is_lifted(licence in any_recorded(), on in any_day()) {
        let lifted = RecordedStanding { standing: Standing::Valid, ..licence };
        let plain = RecordedStanding { suspended_from: None, suspended_until: None, ..lifted };
        prop_assert_eq!(lifted.on(on), plain.on(on));
    }
}
