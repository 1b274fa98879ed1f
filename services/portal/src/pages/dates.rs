//! Solar dates in three fields, and the time of day.

use crate::views::DateFields;
use crate::web::form::Fields;
use chrono::{NaiveDate, NaiveTime};
use i18n::canonical_digits;

/// A date as it was typed into the fields `name_day`, `name_month` and `name_year`.
pub(super) fn typed(fields: &Fields, name: &str) -> DateFields {
    let part = |part: &str| fields.text(&format!("{name}_{part}")).trim().to_owned();
    DateFields { day: part("day"), month: part("month"), year: part("year") }
}

/// A date as the three fields show it.
pub(super) fn fields_of(day: NaiveDate, locale: i18n::Locale) -> DateFields {
    let solar = i18n::jalali(day);
    let digits = |number: i32| i18n::digits(locale, &number.to_string());
    DateFields { day: digits(solar.day.into()), month: solar.month.to_string(), year: digits(solar.year) }
}

/// The day, none where nothing was typed.
///
/// # Errors
/// Where the calendar has no such day.
pub(super) fn read(date: &DateFields) -> Result<Option<NaiveDate>, ()> {
    if date.day.is_empty() && date.month.is_empty() && date.year.is_empty() {
        return Ok(None);
    }
    let number = |text: &str| canonical_digits(text).trim().parse::<u32>().map_err(|_| ());
    let year = number(&date.year)?.try_into().map_err(|_| ())?;
    i18n::parse_jalali(year, number(&date.month)?, number(&date.day)?).map(Some).ok_or(())
}

/// The ISO date that use cases read; empty where nothing was typed, and no date where it is none, so
/// that the use case refuses it together with all else.
pub(super) fn iso(date: &DateFields) -> String {
    match read(date) {
        Ok(day) => day.map(|day| day.to_string()).unwrap_or_default(),
        Err(()) => "no such day".to_owned(),
    }
}

/// The time of day, `14:30` or `14.30` in any digits; none where nothing was typed.
///
/// # Errors
/// Where it is none.
pub(super) fn time(text: &str) -> Result<Option<NaiveTime>, ()> {
    let text = canonical_digits(text).trim().replace(['٫', '.', '/'], ":");
    if text.is_empty() {
        return Ok(None);
    }
    NaiveTime::parse_from_str(&text, "%H:%M").map(Some).map_err(|_| ())
}

/// A position, day or time as the history's filters take it, in ASCII digits: a Solar day,
/// `1405/09/02`, becomes an ISO one; whatever else it is stays for the log to judge.
pub(super) fn moment(text: &str) -> String {
    let text = canonical_digits(text).trim().to_owned();
    let numbers: Option<Vec<u32>> = text.split(['/', '-']).map(|part| part.parse().ok()).collect();
    let day = match numbers.as_deref() {
        Some([year @ 1200..1700, month, day]) => i18n::parse_jalali(i32::try_from(*year).unwrap_or_default(), *month, *day),
        Some([year @ 1700..=9999, month, day]) => NaiveDate::from_ymd_opt(i32::try_from(*year).unwrap_or_default(), *month, *day),
        _ => None,
    };
    day.map_or(text, |day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::{iso, moment, read, time};
    use crate::views::DateFields;
    use chrono::{NaiveDate, NaiveTime};

    fn date(day: &str, month: &str, year: &str) -> DateFields {
        DateFields { day: day.to_owned(), month: month.to_owned(), year: year.to_owned() }
    }

    #[test]
    fn a_moment_is_a_position_or_a_day_of_either_calendar() {
        assert_eq!(moment(" ۱۴۰۵/۰۹/۰۲ "), "2026-11-23");
        assert_eq!(moment("1405-9-2"), "2026-11-23");
        assert_eq!(moment("2026/11/23"), "2026-11-23");
        assert_eq!(moment("۲۱"), "21");
        assert_eq!(moment("2026-11-23T08:30:00Z"), "2026-11-23T08:30:00Z");
        assert_eq!(moment("1405/13/02"), "1405/13/02");
    }

    #[test]
    fn every_keyboard_writes_dates_and_times() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        assert_eq!(read(&date("۲", "9", "١٤٠٥")), Ok(Some(day)));
        assert_eq!(read(&date("", "", "")), Ok(None));
        assert_eq!(iso(&date("31", "7", "1405")), "no such day");
        assert_eq!(iso(&date("2", "", "1405")), "no such day");
        assert_eq!(time("۱۴:۳۰"), Ok(NaiveTime::from_hms_opt(14, 30, 0)));
        assert_eq!(time(" 7.05 "), Ok(NaiveTime::from_hms_opt(7, 5, 0)));
        assert_eq!(time("25:00"), Err(()));
        assert_eq!(time(""), Ok(None));
    }
}
