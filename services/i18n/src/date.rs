//! Dates in the Solar Hijri and the Gregorian calendar, and Tehran's clock.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Asia::Tehran;
use icu_calendar::{Date, Gregorian, cal::Persian};

use crate::{Locale, digits, text, text_with};

/// A day of the Solar Hijri calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jalali {
    /// The year, 1405 for instance.
    pub year: i32,
    /// The month, 1 for Farvardin to 12 for Esfand.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

/// Converts a civil date to the Solar Hijri calendar.
pub fn jalali(date: NaiveDate) -> Jalali {
    // chrono's dates lie within a quarter of a million years, where ICU's
    // calendars are total, and month and day are valid by construction.
    let Ok(iso) = Date::try_new_gregorian(date.year(), date.month() as u8, date.day() as u8) else {
        unreachable!("{date} is a civil date");
    };
    let solar = iso.to_calendar(Persian);
    Jalali {
        year: solar.year().extended_year(),
        month: solar.month().ordinal,
        day: solar.day_of_month().0,
    }
}

/// Reads a Solar Hijri date; none where there is no such day, such as the
/// thirty-first of Mehr or the thirtieth of Esfand of an ordinary year.
pub fn parse_jalali(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let solar = Date::try_new_persian(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    let civil = solar.to_calendar(Gregorian);
    NaiveDate::from_ymd_opt(
        civil.year().extended_year(),
        u32::from(civil.month().ordinal),
        u32::from(civil.day_of_month().0),
    )
}

/// `1407-09-02`: the Solar Hijri date for programs, in ASCII digits.
pub fn jalali_iso(date: NaiveDate) -> String {
    let Jalali { year, month, day } = jalali(date);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The name of a Solar Hijri month, 1 to 12: `آذر` or `Azar`.
pub fn month_name(locale: Locale, month: u8) -> String {
    text(locale, &format!("solar-month-{month}"))
}

/// A date as the language's readers write it: `۲ آذر ۱۴۰۵`, `23 November 2026`.
pub fn date(locale: Locale, date: NaiveDate) -> String {
    match locale {
        Locale::Fa => {
            let Jalali { year, month, day } = jalali(date);
            let month = month_name(locale, month);
            digits(locale, &format!("{day} {month} {year}"))
        }
        Locale::En => date.format("%-d %B %Y").to_string(),
    }
}

/// The date with its weekday: `دوشنبه ۲ آذر ۱۴۰۵`, `Monday 23 November 2026`.
pub fn date_long(locale: Locale, day: NaiveDate) -> String {
    match locale {
        Locale::Fa => {
            let weekday = day.weekday().number_from_monday();
            let weekday = text(locale, &format!("weekday-{weekday}"));
            format!("{weekday} {}", date(locale, day))
        }
        Locale::En => day.format("%A %-d %B %Y").to_string(),
    }
}

/// Both calendars, the reader's own first: `۲ آذر ۱۴۰۵ (2026-11-23)`.
/// For officers and auditors, who compare with papers of either calendar.
pub fn date_both(locale: Locale, day: NaiveDate) -> String {
    let other = match locale {
        Locale::Fa => day.format("%Y-%m-%d").to_string(),
        Locale::En => jalali_iso(day),
    };
    text_with(
        locale,
        "date-both",
        &[("date", date(locale, day).into()), ("other", other.into())],
    )
}

/// The time of day in Tehran, hours and minutes: `۱۴:۰۵`.
pub fn time(locale: Locale, at: DateTime<Utc>) -> String {
    digits(
        locale,
        &at.with_timezone(&Tehran).format("%H:%M").to_string(),
    )
}

/// The day of a moment in Tehran: `۲ آذر ۱۴۰۵`.
pub fn day_of(locale: Locale, at: DateTime<Utc>) -> String {
    date(locale, at.with_timezone(&Tehran).date_naive())
}

/// Date and time in Tehran: `۲ آذر ۱۴۰۵، ساعت ۱۴:۰۵`.
pub fn date_time(locale: Locale, at: DateTime<Utc>) -> String {
    text_with(
        locale,
        "date-time",
        &[
            ("date", day_of(locale, at).into()),
            ("time", time(locale, at).into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Locale::{En, Fa};
    use chrono::TimeZone;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a valid date")
    }

    fn bare(text: String) -> String {
        text.replace(['\u{2068}', '\u{2069}', '\u{200e}', '\u{200f}'], "")
    }

    #[test]
    fn the_day_of_the_design_papers() {
        let monday = day(2026, 11, 23);
        assert_eq!(date(Fa, monday), "۲ آذر ۱۴۰۵");
        assert_eq!(date_long(Fa, monday), "دوشنبه ۲ آذر ۱۴۰۵");
        assert_eq!(date(En, monday), "23 November 2026");
        assert_eq!(date_long(En, monday), "Monday 23 November 2026");
        assert_eq!(jalali_iso(monday), "1405-09-02");
        assert_eq!(jalali_iso(day(2028, 11, 22)), "1407-09-02");
        assert_eq!(bare(date_both(Fa, monday)), "۲ آذر ۱۴۰۵ (2026-11-23)");
        assert_eq!(bare(date_both(En, monday)), "23 November 2026 (1405-09-02)");
    }

    #[test]
    fn impossible_days_are_refused() {
        assert_eq!(parse_jalali(1405, 7, 31), None, "Mehr has thirty days");
        assert_eq!(parse_jalali(1405, 12, 30), None, "1405 is an ordinary year");
        assert_eq!(
            parse_jalali(1403, 12, 30),
            Some(day(2025, 3, 20)),
            "1403 is a leap year"
        );
        assert_eq!(parse_jalali(1405, 13, 1), None);
        assert_eq!(parse_jalali(1405, 0, 1), None);
        assert_eq!(parse_jalali(1405, 257, 1), None);
    }

    #[test]
    fn clocks_show_tehran() {
        let at = Utc
            .with_ymd_and_hms(2026, 11, 23, 20, 35, 0)
            .single()
            .expect("one moment");
        assert_eq!(time(Fa, at), "۰۰:۰۵");
        assert_eq!(bare(date_time(Fa, at)), "۳ آذر ۱۴۰۵، ساعت ۰۰:۰۵");
        assert_eq!(bare(date_time(En, at)), "24 November 2026, 00:05");
    }

    proptest! {
        #[test]
        fn solar_dates_come_back(days in -60_000_i64..60_000) {
            let civil = day(2026, 1, 1) + chrono::Duration::days(days);
            let Jalali { year, month, day } = jalali(civil);
            prop_assert_eq!(parse_jalali(year, month.into(), day.into()), Some(civil));
        }
    }
}
