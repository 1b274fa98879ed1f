//! What comes of renewing, whenever that happens.

use super::*;
use crate::kernel::calendar::{SolarDate, years_later};
use proptest::prelude::*;

/// A licence that was issued on a day, and renewed once and again; every term's last day.
fn expiries(start: NaiveDate, years: u8, renewals: &[(bool, u64)]) -> Vec<(NaiveDate, NaiveDate, NaiveDate)> {
    let mut licence = Licence::default();
    let mut apply = |command: LicenceCommand| {
        let events = licence.decide(command).expect("is done");
        for event in events.iter().cloned() {
            licence.fold(event);
        }
        events
    };
    let first = IssueLicence { starts_on: start, today: start, term_years: years, ..issue() };
    apply(LicenceCommand::Issue(first));
    let mut last = years_later(start, years);
    let mut terms = Vec::new();
    for &(in_time, days) in renewals {
        let paid_on = if in_time { last - Days::new(days % 60) } else { last + Days::new(1 + days % 90) };
        if !in_time {
            apply(LicenceCommand::Expire { today: last + Days::new(1) });
        }
        let renew = RenewLicence { application_id: RENEWAL, in_time, paid_on, term_years: years, policy_version: "1405-01".into() };
        let [LicenceEvent::LicenceRenewed { previous_expires_on, starts_on, expires_on, .. }] = apply(LicenceCommand::Renew(renew))[..] else {
            panic!("is renewed")
        };
        assert_eq!(previous_expires_on, last);
        terms.push((last, starts_on, expires_on));
        last = expires_on;
    }
    terms
}

proptest! {
    #[test]
    fn in_time_no_day_is_lost_or_won_whenever_it_is_paid(offset in 0u64..20_000, years in 1u8..5, days in proptest::collection::vec(0u64..400, 1..6)) {
        let start = day(2000, 1, 1) + Days::new(offset);
        let renewals: Vec<_> = days.into_iter().map(|days| (true, days)).collect();
        for (previous, starts_on, expires_on) in expiries(start, years, &renewals) {
            prop_assert_eq!(starts_on, previous + Days::new(1));
            prop_assert_eq!(expires_on, years_later(previous, years));
            let (from, to) = (SolarDate::of(previous), SolarDate::of(expires_on));
            prop_assert_eq!((to.year, to.month), (from.year + i32::from(years), from.month));
            // 30 Esfand becomes 29 where there is none.
            prop_assert!(to.day == from.day || (from.month == 12 && from.day == 30 && to.day == 29));
        }
    }

    #[test]
    fn late_the_term_is_whole_and_begins_on_the_day_of_payment(offset in 0u64..20_000, years in 1u8..5, renewals in proptest::collection::vec((any::<bool>(), 0u64..400), 1..6)) {
        let start = day(2000, 1, 1) + Days::new(offset);
        for ((previous, starts_on, expires_on), (in_time, _)) in expiries(start, years, &renewals).into_iter().zip(&renewals) {
            prop_assert!(starts_on > previous && expires_on > starts_on);
            if !in_time {
                prop_assert_eq!(expires_on, years_later(starts_on, years));
            }
        }
    }
}
