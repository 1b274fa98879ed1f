//! Amounts in words, for the places where somebody pays.

use crate::{Locale, text, text_with};

/// An amount in words, in Toman: `یکصد و بیست و پنج هزار تومان`. Rial that make no whole Toman follow
/// by themselves.
pub fn money_words(locale: Locale, rial: i64) -> String {
    let (toman, rest) = (rial.unsigned_abs() / 10, rial.unsigned_abs() % 10);
    let large = || text_with(locale, "money-toman", &[("amount", number_words(locale, toman).into())]);
    let small = || text_with(locale, "money-rial", &[("amount", number_words(locale, rest).into())]);
    let amount = match (toman, rest) {
        (_, 0) => large(),
        (0, _) => small(),
        _ => format!("{}{}{}", large(), and(locale), small()),
    };
    if rial < 0 { format!("{} {amount}", text(locale, "money-minus")) } else { amount }
}

/// A whole number in words.
pub fn number_words(locale: Locale, value: u64) -> String {
    if value == 0 {
        return words(locale).units[0].to_owned();
    }
    let mut groups = Vec::new();
    let mut rest = value;
    for scale in words(locale).scales {
        let group = rest % 1_000;
        rest /= 1_000;
        if group != 0 {
            groups.push(format!("{}{scale}", below_thousand(locale, group as usize)));
        }
    }
    groups.reverse();
    match locale {
        Locale::Fa => groups.join(and(locale)),
        Locale::En => english_groups(&groups, value),
    }
}

/// English puts "and" before what is left below a hundred, as in one thousand and five.
fn english_groups(groups: &[String], value: u64) -> String {
    match groups.split_last() {
        Some((last, before)) if !before.is_empty() && (1..100).contains(&(value % 1_000)) => {
            format!("{}{}{last}", before.join(" "), and(Locale::En))
        }
        _ => groups.join(" "),
    }
}

fn below_thousand(locale: Locale, value: usize) -> String {
    let words = words(locale);
    let (hundreds, rest) = (value / 100, value % 100);
    let small = match (rest / 10, rest % 10) {
        (0 | 1, _) => words.units[rest].to_owned(),
        (tens, 0) => words.tens[tens].to_owned(),
        (tens, ones) => format!("{}{}{}", words.tens[tens], words.after_tens, words.units[ones]),
    };
    match (hundreds, rest) {
        (0, _) => small,
        (_, 0) => words.hundreds[hundreds].to_owned(),
        _ => format!("{}{}{small}", words.hundreds[hundreds], and(locale)),
    }
}

fn and(locale: Locale) -> &'static str {
    match locale {
        Locale::Fa => " و ",
        Locale::En => " and ",
    }
}

/// The words that numbers are made of.
struct Words {
    /// From 0 to 19.
    units: [&'static str; 20],
    /// Twenty to ninety, at their first digit.
    tens: [&'static str; 10],
    /// What stands between tens and ones.
    after_tens: &'static str,
    /// One hundred to nine hundred, at their first digit.
    hundreds: [&'static str; 10],
    /// What follows a group of three digits, from the last group on; as many as a `u64` needs.
    scales: [&'static str; 7],
}

fn words(locale: Locale) -> &'static Words {
    match locale {
        Locale::Fa => &PERSIAN,
        Locale::En => &ENGLISH,
    }
}

static PERSIAN: Words = Words {
    units: [
        "صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده", "سیزده",
        "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده",
    ],
    tens: ["", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"],
    after_tens: " و ",
    hundreds: ["", "یکصد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"],
    scales: ["", " هزار", " میلیون", " میلیارد", " تریلیون", " کوادریلیون", " کوینتیلیون"],
};

static ENGLISH: Words = Words {
    units: [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ],
    tens: ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    after_tens: "-",
    hundreds: [
        "", "one hundred", "two hundred", "three hundred", "four hundred", "five hundred", "six hundred",
        "seven hundred", "eight hundred", "nine hundred",
    ],
    scales: ["", " thousand", " million", " billion", " trillion", " quadrillion", " quintillion"],
};

#[cfg(test)]
mod tests {
    use super::{money_words, number_words};
    use crate::Locale::{En, Fa};
    use proptest::prelude::*;
    use std::collections::HashMap;

    fn bare(text: String) -> String {
        text.replace(['\u{2068}', '\u{2069}'], "")
    }

    #[test]
    fn amounts_are_said_in_toman() {
        assert_eq!(bare(money_words(Fa, 1_250_000)), "یکصد و بیست و پنج هزار تومان");
        assert_eq!(bare(money_words(En, 1_250_000)), "one hundred and twenty-five thousand Toman");
        assert_eq!(bare(money_words(Fa, 12_345_678)), "یک میلیون و دویست و سی و چهار هزار و پانصد و شصت و هفت تومان و هشت ریال");
        assert_eq!(bare(money_words(En, 5)), "five Rial");
        assert_eq!(bare(money_words(Fa, 0)), "صفر تومان");
        assert_eq!(bare(money_words(En, -50)), "minus five Toman");
    }

    #[test]
    fn english_says_and_before_what_is_below_a_hundred() {
        assert_eq!(number_words(En, 1_005), "one thousand and five");
        assert_eq!(number_words(En, 1_000_100), "one million one hundred");
        assert_eq!(number_words(En, 45), "forty-five");
        assert_eq!(number_words(Fa, 14), "چهارده");
    }

    /// Reads Persian number words back.
    fn read(text: &str) -> u64 {
        let small: HashMap<String, u64> = (1..1_000).map(|n| (number_words(Fa, n), n)).collect();
        let scales = [("هزار", 3), ("میلیون", 6), ("میلیارد", 9), ("تریلیون", 12), ("کوادریلیون", 15), ("کوینتیلیون", 18)];
        let (mut total, mut group) = (0, 0);
        for word in text.split(' ').filter(|word| *word != "و") {
            match scales.iter().find(|(name, _)| *name == word) {
                Some((_, power)) => {
                    total += group * 10_u64.pow(*power);
                    group = 0;
                }
                None => group += small[word],
            }
        }
        total + group
    }

    proptest! {
        #[test]
        fn persian_words_say_the_number(value in prop_oneof![1..1_000_000_u64, 1..=u64::MAX]) {
            prop_assert_eq!(read(&number_words(Fa, value)), value);
        }

        #[test]
        fn different_numbers_have_different_english_words(one in 0..2_000_000_u64, other in 0..2_000_000_u64) {
            prop_assert_eq!(number_words(En, one) == number_words(En, other), one == other);
        }
    }
}
