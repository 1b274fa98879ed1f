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

#[cfg(test)]
mod tests {
    use super::{iso, read, time};
    use crate::views::DateFields;
    use chrono::{NaiveDate, NaiveTime};

    fn date(day: &str, month: &str, year: &str) -> DateFields {
        DateFields { day: day.to_owned(), month: month.to_owned(), year: year.to_owned() }
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
