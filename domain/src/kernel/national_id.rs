//! The Iranian national number (کد ملی).

use super::text::canonical;

/// A national number: ten digits, the last of which checks the others.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct NationalId(String);

/// Why a text is no national number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotANationalId {
    /// Eight or nine digits: a spreadsheet dropped the zeros at the front. They are asked for, not
    /// guessed, since a digit may as well be missing elsewhere.
    #[error("a national number has ten digits; zeros at its front belong to it")]
    LostZeros,
    /// Anything else that is not ten digits.
    #[error("a national number has ten digits")]
    Shape,
    /// The last digit does not fit the others, or all ten are the same.
    #[error("a digit of this national number is wrong")]
    CheckDigit,
}

impl NationalId {
    /// Accepts digits of any script, spaces and hyphens.
    ///
    /// # Errors
    /// [`NotANationalId`]
    pub fn parse(input: &str) -> Result<Self, NotANationalId> {
        let text: String = canonical(input).chars().filter(|c| *c != ' ' && *c != '-').collect();
        let all_digits = text.bytes().all(|b| b.is_ascii_digit());
        match text.len() {
            10 if all_digits => {}
            8 | 9 if all_digits => return Err(NotANationalId::LostZeros),
            _ => return Err(NotANationalId::Shape),
        }
        let digits: Vec<u32> = text.bytes().map(|b| u32::from(b - b'0')).collect();
        let all_equal = digits.iter().all(|digit| *digit == digits[0]);
        if all_equal || digits[9] != check_digit(&digits[..9]) {
            return Err(NotANationalId::CheckDigit);
        }
        Ok(Self(text))
    }

    /// The ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Weights 10 to 2 from the left, modulo 11; a remainder below 2 is the digit itself, else 11 less it.
fn check_digit(nine: &[u32]) -> u32 {
    let sum: u32 = nine.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    match sum % 11 {
        small @ 0..2 => small,
        rest => 11 - rest,
    }
}

impl std::fmt::Debug for NationalId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NationalId(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::{NationalId, NotANationalId, check_digit};
    use proptest::prelude::*;

    fn complete(nine: &str) -> String {
        let digits: Vec<u32> = nine.chars().filter_map(|c| c.to_digit(10)).collect();
        format!("{nine}{}", check_digit(&digits))
    }

    fn persian(text: &str) -> String {
        text.chars().map(|c| char::from_u32('۰' as u32 + c.to_digit(10).expect("a digit")).expect("a digit")).collect()
    }

    #[test]
    fn known_numbers_are_accepted() {
        for good in ["0013542419", "0499370899", "0790419904", "0084575948", "0963695398", "0684159414"] {
            assert!(NationalId::parse(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn lost_zeros_are_asked_for_and_other_faults_named() {
        let refused = |text| NationalId::parse(text).expect_err("no national number");
        assert_eq!(refused("013542419"), NotANationalId::LostZeros);
        assert_eq!(refused("13542419"), NotANationalId::LostZeros);
        assert_eq!(refused("0013542418"), NotANationalId::CheckDigit);
        for shape in ["", "1234567", "00135424190", "00135424l9", "۰۰۱۳x"] {
            assert_eq!(refused(shape), NotANationalId::Shape, "{shape}");
        }
    }

    #[test]
    fn ten_equal_digits_are_nobodys_number() {
        for digit in '0'..='9' {
            assert_eq!(NationalId::parse(&String::from(digit).repeat(10)).err(), Some(NotANationalId::CheckDigit));
        }
    }

    #[test]
    fn it_is_not_printed() {
        let id = NationalId::parse("0013542419").expect("well formed");
        assert!(!format!("{id:?}").contains("13542419"));
    }

    proptest! {
        #[test]
        fn every_keyboard_writes_the_same_number(nine in "[0-9]{9}") {
            let text = complete(&nine);
            prop_assume!(text.bytes().any(|b| b != text.as_bytes()[0]));
            let id = NationalId::parse(&text).expect("well formed");
            prop_assert_eq!(id.as_str(), text.as_str());
            for form in [persian(&text), format!(" {}-{}-{} ", &text[..3], &text[3..9], &text[9..])] {
                prop_assert_eq!(NationalId::parse(&form).expect("the same"), id.clone());
            }
        }

        #[test]
        fn a_single_wrong_digit_is_found(nine in "[0-9]{9}", at in 0..9_usize, by in 1..10_u8) {
            let text = complete(&nine);
            let mut wrong = text.clone().into_bytes();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            let wrong = String::from_utf8(wrong).expect("digits");
            // Remainders 1 and 10 share the check digit 1, the one weakness of the scheme.
            prop_assume!(!text.ends_with('1'));
            prop_assert!(NationalId::parse(&wrong).is_err());
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = NationalId::parse(&text);
        }
    }
}
