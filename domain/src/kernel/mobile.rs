//! Iranian mobile numbers.

use super::text::canonical;

/// An Iranian mobile number, held as `09` and nine digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Mobile(String);

/// Why a text is no Iranian mobile number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a mobile number is 11 digits that begin with 09, such as 09121234567")]
pub struct NotAMobile;

impl Mobile {
    /// Accepts `09…`, `+989…`, `00989…` and `9…`, digits of any script, spaces and hyphens.
    pub fn parse(input: &str) -> Result<Self, NotAMobile> {
        let text = canonical(input);
        let plus = text.starts_with('+');
        let mut digits = String::new();
        for c in text.chars() {
            match c {
                '0'..='9' => digits.push(c),
                ' ' | '-' | '(' | ')' => {}
                '+' if plus && digits.is_empty() => {}
                _ => return Err(NotAMobile),
            }
        }
        let national = if let Some(rest) = digits.strip_prefix("0098") {
            rest
        } else if let (true, Some(rest)) = (plus, digits.strip_prefix("98")) {
            rest
        } else if plus {
            return Err(NotAMobile);
        } else {
            digits.strip_prefix('0').unwrap_or(&digits)
        };
        if national.len() == 10 && national.starts_with('9') {
            Ok(Self(format!("0{national}")))
        } else {
            Err(NotAMobile)
        }
    }

    /// The number as `09` and nine digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Enough of the number for its owner to know it by: `0912***4567`.
    pub fn masked(&self) -> String {
        format!("{}***{}", &self.0[..4], &self.0[7..])
    }
}

impl std::fmt::Debug for Mobile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mobile(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Mobile;
    use proptest::prelude::*;

    #[test]
    fn foreign_prefixes_and_short_numbers_are_refused() {
        for bad in ["", "0912", "+49912345678", "02811234567", "091212345678", "0912x234567"] {
            assert!(Mobile::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_masked_number_lacks_its_middle() {
        assert_eq!(Mobile::parse("09121234567").expect("well formed").masked(), "0912***4567");
    }

    proptest! {
        #[test]
        fn every_way_of_writing_a_number_is_the_same_number(rest in "[0-9]{9}") {
            let plain = Mobile::parse(&format!("09{rest}")).expect("well formed");
            for form in [format!("+989{rest}"), format!("00989{rest}"), format!("9{rest}"), format!("09 {rest}")] {
                prop_assert_eq!(&Mobile::parse(&form).expect("well formed"), &plain);
            }
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = Mobile::parse(&text);
        }
    }
}
