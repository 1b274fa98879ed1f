//! Which days are working days.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;

/// The week's days of rest and the year's holidays.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkingCalendar {
    /// Days of the week on which nobody works, such as `Thu`.
    pub weekend: Vec<Weekday>,
    /// Other days on which nobody works.
    #[serde(default)]
    pub holidays: Vec<NaiveDate>,
}

impl WorkingCalendar {
    /// Whether people work on a day.
    pub fn works(&self, day: NaiveDate) -> bool {
        !self.weekend.contains(&day.weekday()) && !self.holidays.contains(&day)
    }

    /// The last of so many working days after a day. A week without a working day is refused where
    /// the policy is read, so the end is always found.
    pub fn after(&self, day: NaiveDate, working_days: u16) -> NaiveDate {
        let mut left = working_days;
        let mut at = day;
        while left > 0 {
            at = at + Days::new(1);
            left -= u16::from(self.works(at));
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::WorkingCalendar;
    use chrono::{NaiveDate, Weekday};
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a real day")
    }

    fn calendar() -> WorkingCalendar {
        WorkingCalendar { weekend: vec![Weekday::Thu, Weekday::Fri], holidays: vec![day(2026, 11, 29)] }
    }

    #[test]
    fn thursday_friday_and_holidays_do_not_count() {
        // Tuesday, then Wednesday, (Thursday, Friday), Saturday, (a holiday on Sunday), Monday.
        assert_eq!(calendar().after(day(2026, 11, 24), 3), day(2026, 11, 30));
        assert_eq!(calendar().after(day(2026, 11, 24), 0), day(2026, 11, 24));
    }

    proptest! {
        #[test]
        fn the_end_is_a_working_day_with_so_many_between(offset in 0u64..4_000, days in 1u16..60) {
            let start = day(2020, 1, 1) + chrono::Days::new(offset);
            let end = calendar().after(start, days);
            prop_assert!(calendar().works(end));
            let worked = start.iter_days().skip(1).take_while(|at| *at <= end).filter(|at| calendar().works(*at)).count();
            prop_assert_eq!(worked, usize::from(days));
        }
    }
}
