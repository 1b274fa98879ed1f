//! Sheba (شبا), the Iranian form of the international bank account number.

use super::text::canonical;

/// A Sheba number, held as `IR` and 24 digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Sheba(String);

/// Why a text is no Sheba number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotASheba {
    /// It is not `IR` and 24 digits.
    #[error("a Sheba number is IR and 24 digits")]
    Shape,
    /// The two digits after `IR` do not fit the others.
    #[error("a digit of this Sheba number is wrong")]
    CheckDigits,
}

/// `IR` in numbers, as ISO 13616 sets letters: I is 18, R is 27.
const COUNTRY: &str = "1827";

impl Sheba {
    /// Accepts either case, digits of any script, spaces and hyphens, and 24 digits without `IR`,
    /// which many forms print before the box.
    ///
    /// # Errors
    /// [`NotASheba`]
    pub fn parse(input: &str) -> Result<Self, NotASheba> {
        let text: String = canonical(input).chars().filter(|c| *c != ' ' && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
        let digits = text.strip_prefix("IR").unwrap_or(&text);
        if digits.len() != 24 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotASheba::Shape);
        }
        let (check, account) = digits.split_at(2);
        // ISO 13616 makes check digits from 02 to 98; these three leave the remainder 1 as well.
        if matches!(check, "00" | "01" | "99") || modulo_97(&[account, COUNTRY, check]) != 1 {
            return Err(NotASheba::CheckDigits);
        }
        Ok(Self(format!("IR{digits}")))
    }

    /// `IR` and 24 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn modulo_97(parts: &[&str]) -> u32 {
    parts.iter().flat_map(|part| part.bytes()).fold(0, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97)
}

impl std::fmt::Debug for Sheba {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sheba(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::{COUNTRY, NotASheba, Sheba, modulo_97};
    use proptest::prelude::*;

    fn complete(account: &str) -> String {
        format!("IR{:02}{account}", 98 - modulo_97(&[account, COUNTRY, "00"]))
    }

    #[test]
    fn a_known_number_is_read_as_people_write_it() {
        let known = Sheba::parse("IR062960000000100324200001").expect("the registry's example");
        for form in ["ir06 2960 0000 0010 0324 2000 01", "IR۰۶۲۹۶۰۰۰۰۰۰۰۱۰۰۳۲۴۲۰۰۰۰۱", "062960000000100324200001"] {
            assert_eq!(Sheba::parse(form).as_ref(), Ok(&known), "{form}");
        }
        assert!(!format!("{known:?}").contains("2960"));
    }

    #[test]
    fn other_countries_and_other_lengths_are_refused() {
        for bad in ["", "IR", "DE89370400440532013000", "IR06296000000010032420000", "IR0629600000001003242000011", "IR06296000000010032420000x"] {
            assert_eq!(Sheba::parse(bad), Err(NotASheba::Shape), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_number_with_its_own_check_digits_is_accepted(account in "[0-9]{22}") {
            let text = complete(&account);
            let sheba = Sheba::parse(&text).expect("well formed");
            prop_assert_eq!(sheba.as_str(), text.as_str());
        }

        #[test]
        fn a_wrong_digit_and_two_swapped_are_found(account in "[0-9]{22}", at in 2..26_usize, by in 1..10_u8, swap in 4..25_usize) {
            let text = complete(&account);
            let mut wrong = text.clone().into_bytes();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            prop_assert!(Sheba::parse(&String::from_utf8(wrong).expect("digits")).is_err());
            let mut swapped = text.clone().into_bytes();
            swapped.swap(swap, swap + 1);
            let swapped = String::from_utf8(swapped).expect("digits");
            prop_assert_eq!(Sheba::parse(&swapped).is_ok(), swapped == text);
        }

        #[test]
        fn check_digits_that_nobody_makes_are_refused(account in "[0-9]{22}") {
            for check in ["00", "01", "99"] {
                let text = format!("IR{check}{account}");
                prop_assert_eq!(Sheba::parse(&text), Err(NotASheba::CheckDigits));
            }
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = Sheba::parse(&text);
        }
    }
}
