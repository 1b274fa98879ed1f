//! Digits and plain numbers, written for a reader and read from a writer.

use crate::Locale;

const PERSIAN: [char; 10] = ['۰', '۱', '۲', '۳', '۴', '۵', '۶', '۷', '۸', '۹'];

/// Writes the ASCII digits of `value` as the language's own; nothing else
/// changes. For references, phones, plates and years, which take no grouping.
pub fn digits(locale: Locale, value: &str) -> String {
    match locale {
        Locale::En => value.to_owned(),
        Locale::Fa => value
            .chars()
            .map(|c| match c.to_digit(10) {
                Some(digit) => PERSIAN[digit as usize],
                None => c,
            })
            .collect(),
    }
}

/// Writes a number with its thousands grouped: `۱٬۲۵۰٬۰۰۰` or `1,250,000`.
/// The minus sign (U+2212) stands before the number.
pub fn number(locale: Locale, value: i64) -> String {
    let separator = match locale {
        Locale::Fa => '٬',
        Locale::En => ',',
    };
    let plain = value.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(plain.len() * 2);
    if value < 0 {
        grouped.push('\u{2212}');
    }
    for (index, digit) in plain.chars().enumerate() {
        if index > 0 && (plain.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    digits(locale, &grouped)
}

/// Brings what a person typed to one form: Persian and Arabic-Indic digits to
/// ASCII, Arabic yeh and kaf to Persian, Unicode isolates and marks away.
/// Every parser of input calls this first.
pub fn canonical_digits(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}'))
        .map(|c| match c {
            '۰'..='۹' => ascii(c, '۰'),
            '٠'..='٩' => ascii(c, '٠'),
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            other => other,
        })
        .collect()
}

fn ascii(digit: char, zero: char) -> char {
    char::from_digit(u32::from(digit) - u32::from(zero), 10).unwrap_or(digit)
}

#[cfg(test)]
mod tests {
    use super::{canonical_digits, digits, number};
    use crate::Locale::{En, Fa};
    use proptest::prelude::*;

    #[test]
    fn groups_thousands() {
        assert_eq!(number(Fa, 1_250_000), "۱٬۲۵۰٬۰۰۰");
        assert_eq!(number(En, 1_250_000), "1,250,000");
        assert_eq!(number(En, 999), "999");
        assert_eq!(number(En, -1_000), "\u{2212}1,000");
        assert_eq!(number(En, i64::MIN), "\u{2212}9,223,372,036,854,775,808");
    }

    #[test]
    fn digits_leave_the_rest_alone() {
        assert_eq!(digits(Fa, "Q-1405-001234"), "Q-۱۴۰۵-۰۰۱۲۳۴");
        assert_eq!(digits(En, "Q-1405"), "Q-1405");
    }

    #[test]
    fn typed_text_becomes_canonical() {
        assert_eq!(canonical_digits("٠٩١٢۳۴۵6"), "09123456");
        assert_eq!(canonical_digits("علي ك"), "علی ک");
        assert_eq!(canonical_digits("\u{2068}۱۲\u{2069}"), "12");
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_back(value in any::<u64>()) {
            let plain = value.to_string();
            prop_assert_eq!(canonical_digits(&digits(Fa, &plain)), plain);
        }
    }
}
