//! Iranian number plates: two digits, a letter, three digits, and the region's two digits.

use super::text::canonical;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Letters that Iranian plates carry; `ت` is the taxis'.
const LETTERS: &[&str] = &[
    "الف", "ب", "پ", "ت", "ث", "ج", "چ", "د", "ر", "ز", "ژ", "س", "ش", "ص", "ط", "ع", "ف", "ق",
    "ک", "گ", "ل", "م", "ن", "و", "ه", "ی",
];

/// A plate, held and written as `12ت345-79`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Plate {
    two: String,
    letter: String,
    three: String,
    region: String,
}

/// Why a text is no plate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a plate is two digits, a letter, three digits and the region's two digits, such as 12ت345-79")]
pub struct NotAPlate;

impl Plate {
    /// Accepts digits of any script, spaces, hyphens, the word ایران, and `T` for `ت`.
    pub fn parse(input: &str) -> Result<Self, NotAPlate> {
        let text = canonical(input).replace("ایران", "-").replace("IRAN", "-").replace("IR", "-");
        let packed: String = text.chars().filter(|c| !c.is_whitespace() && !"-–_/|.".contains(*c)).collect();
        let letter_at = packed.find(|c: char| !c.is_ascii_digit()).ok_or(NotAPlate)?;
        let (two, rest) = packed.split_at(letter_at);
        let letter_end = rest.find(|c: char| c.is_ascii_digit()).ok_or(NotAPlate)?;
        let (letter, digits) = rest.split_at(letter_end);
        let letter = match letter {
            "T" | "t" => "ت",
            "ا" | "آ" => "الف",
            "هـ" => "ه",
            other => other,
        };
        let all_digits = digits.bytes().all(|b| b.is_ascii_digit());
        if two.len() != 2 || digits.len() != 5 || !all_digits || !LETTERS.contains(&letter) {
            return Err(NotAPlate);
        }
        let (three, region) = digits.split_at(3);
        if region.starts_with('0') {
            return Err(NotAPlate);
        }
        Ok(Self { two: two.into(), letter: letter.into(), three: three.into(), region: region.into() })
    }

    /// The letters that plates carry, in the order of the alphabet; `ت` is the taxis'.
    pub fn letters() -> &'static [&'static str] {
        LETTERS
    }

    /// The two digits at the left.
    pub fn two(&self) -> &str {
        &self.two
    }
    /// The letter; taxis carry `ت`.
    pub fn letter(&self) -> &str {
        &self.letter
    }
    /// The three digits after the letter.
    pub fn three(&self) -> &str {
        &self.three
    }
    /// The region's two digits, in the box at the right.
    pub fn region(&self) -> &str {
        &self.region
    }
}

impl std::fmt::Display for Plate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}{}-{}", self.two, self.letter, self.three, self.region)
    }
}

impl TryFrom<String> for Plate {
    type Error = NotAPlate;
    fn try_from(text: String) -> Result<Self, NotAPlate> {
        Self::parse(&text)
    }
}

impl From<Plate> for String {
    fn from(plate: Plate) -> Self {
        plate.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, Plate};
    use proptest::prelude::*;

    #[test]
    fn a_plate_is_read_as_people_write_it() {
        let plate = Plate::parse("12ت345-79").expect("canonical");
        for form in ["۱۲ ت ۳۴۵ ایران ۷۹", "12T345-79", "12-ت-345-79", "١٢ت٣٤٥٧٩", "12 ت 345 IR 79"] {
            assert_eq!(Plate::parse(form).as_ref(), Ok(&plate), "{form}");
        }
    }

    #[test]
    fn what_is_no_plate_is_refused() {
        for bad in ["", "ت", "1ت345-79", "12ت34-79", "12ت345-09", "12☃345-79", "12345-79", "12ت3456-79"] {
            assert!(Plate::parse(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn written_and_read_again_is_the_same(two in "[0-9]{2}", l in 0..LETTERS.len(), three in "[0-9]{3}", region in 10..100u8) {
            let plate = Plate::parse(&format!("{two}{}{three}-{region}", LETTERS[l])).expect("well formed");
            prop_assert_eq!(Plate::parse(&plate.to_string()), Ok(plate));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = Plate::parse(&text);
        }
    }
}
