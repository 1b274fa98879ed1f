//! Vehicle identification numbers (ISO 3779).

use super::text::canonical;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A VIN: 17 capital letters and digits without I, O and Q. The check digit is not asked for,
/// since ISO 3779 leaves it to the market and Iranian makers do not set it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Vin(String);

/// Why a text is no VIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a VIN is 17 letters and digits, without I, O and Q")]
pub struct NotAVin;

impl Vin {
    /// Accepts either case, and spaces or hyphens between the parts.
    pub fn parse(input: &str) -> Result<Self, NotAVin> {
        let text: String = canonical(input)
            .chars()
            .filter(|c| *c != ' ' && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let fine = |c: char| c.is_ascii_digit() || (c.is_ascii_uppercase() && !"IOQ".contains(c));
        if text.chars().count() == 17 && text.chars().all(fine) { Ok(Self(text)) } else { Err(NotAVin) }
    }

    /// The 17 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Vin {
    type Error = NotAVin;
    fn try_from(text: String) -> Result<Self, NotAVin> {
        Self::parse(&text)
    }
}

impl From<Vin> for String {
    fn from(vin: Vin) -> Self {
        vin.0
    }
}

#[cfg(test)]
mod tests {
    use super::Vin;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_vin_is_17_characters_without_i_o_q(text in "[A-HJ-NPR-Z0-9]{17}") {
            let vin = Vin::parse(&text.to_lowercase()).expect("well formed");
            prop_assert_eq!(vin.as_str(), text.as_str());
            prop_assert!(Vin::parse(&text[1..]).is_err());
            let with_o = format!("O{}", &text[1..]);
            prop_assert!(Vin::parse(&with_o).is_err());
        }
    }
}
