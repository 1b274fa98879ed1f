//! Solar Hijri dates for validity. Stored dates are ISO; the Solar calendar decides terms.

use chrono::{Datelike, NaiveDate};
use icu_calendar::{Date, Iso, cal::Persian};

/// A Solar Hijri year, month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SolarDate {
    /// The Solar Hijri year, such as 1405.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl SolarDate {
    /// The Solar date of a civil day.
    pub fn of(day: NaiveDate) -> Self {
        // chrono's own range of months and days is what the ISO constructor accepts.
        let iso = Date::try_new_iso(day.year(), day.month() as u8, day.day() as u8)
            .expect("chrono holds only real days");
        let solar = iso.to_calendar(Persian);
        Self { year: solar.year().extended_year(), month: solar.month().ordinal, day: solar.day_of_month().0 }
    }

    /// The civil day, or `None` where the calendar has no such day.
    pub fn civil(self) -> Option<NaiveDate> {
        let solar = Date::try_new_persian(self.year, self.month, self.day).ok()?;
        let iso = solar.to_calendar(Iso);
        NaiveDate::from_ymd_opt(iso.year().extended_year(), iso.month().ordinal.into(), iso.day_of_month().0.into())
    }
}

impl std::fmt::Display for SolarDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The same Solar day `years` later; 30 Esfand becomes 29 where that year has none. The day that
/// comes out is the last valid one.
pub fn years_later(from: NaiveDate, years: u8) -> NaiveDate {
    let solar = SolarDate::of(from);
    let then = SolarDate { year: solar.year + i32::from(years), ..solar };
    then.civil()
        .or_else(|| SolarDate { day: then.day - 1, ..then }.civil())
        .expect("every Solar year has the day before a leap day")
}

#[cfg(test)]
mod tests {
    use super::{SolarDate, years_later};
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a real day")
    }

    #[test]
    fn two_solar_years_are_not_730_days() {
        assert_eq!(SolarDate::of(day(2026, 11, 23)).to_string(), "1405-09-02");
        assert_eq!(SolarDate::of(years_later(day(2026, 11, 23), 2)).to_string(), "1407-09-02");
        assert_eq!(SolarDate::of(day(2025, 3, 20)).to_string(), "1403-12-30");
        assert_eq!(SolarDate::of(years_later(day(2025, 3, 20), 2)).to_string(), "1405-12-29");
    }

    proptest! {
        #[test]
        fn solar_and_civil_agree(offset in 0i64..60_000) {
            let civil = day(1940, 1, 1) + chrono::Days::new(offset as u64);
            prop_assert_eq!(SolarDate::of(civil).civil(), Some(civil));
        }

        #[test]
        fn a_later_start_never_ends_earlier(offset in 0i64..20_000, years in 1u8..5) {
            let start = day(2000, 1, 1) + chrono::Days::new(offset as u64);
            let next = start.succ_opt().expect("in range");
            prop_assert!(years_later(start, years) <= years_later(next, years));
        }
    }
}
