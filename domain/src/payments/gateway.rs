//! The names that payments have at a payment gateway (درگاه پرداخت).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A gateway that a city may have a contract with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GatewayName {
    /// زرین‌پال
    Zarinpal,
    /// زیبال
    Zibal,
}

impl GatewayName {
    /// Every gateway.
    pub const ALL: [Self; 2] = [Self::Zarinpal, Self::Zibal];

    /// The word in settings, events and answers of the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Zarinpal => "zarinpal",
            Self::Zibal => "zibal",
        }
    }

    /// The gateway of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.as_str() == word)
    }
}

/// What a gateway calls a session: ZarinPal's authority, Zibal's track id. Whoever knows it can open
/// the pay page, so `Debug` leaves it out.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Authority(String);

/// Why a text is no authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a gateway's authority is 1 to 64 ASCII letters and digits")]
pub struct NotAnAuthority;

impl Authority {
    /// Takes it as the gateway writes it.
    pub fn parse(input: &str) -> Result<Self, NotAnAuthority> {
        let fine = (1..=64).contains(&input.len()) && input.bytes().all(|b| b.is_ascii_alphanumeric());
        if fine { Ok(Self(input.to_owned())) } else { Err(NotAnAuthority) }
    }

    /// Its letters and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Authority(…)")
    }
}

impl TryFrom<String> for Authority {
    type Error = NotAnAuthority;
    fn try_from(text: String) -> Result<Self, NotAnAuthority> {
        Self::parse(&text)
    }
}

impl From<Authority> for String {
    fn from(authority: Authority) -> Self {
        authority.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Authority, GatewayName};
    use proptest::prelude::*;

    #[test]
    fn a_gateway_has_one_word_everywhere() {
        for name in GatewayName::ALL {
            assert_eq!(serde_json::to_value(name).expect("a text"), name.as_str());
            assert_eq!(GatewayName::of(name.as_str()), Some(name));
        }
        assert_eq!(GatewayName::of("paypal"), None);
    }

    #[test]
    fn an_authority_is_not_printed() {
        let authority = Authority::parse("A00000000000000000000000000217885159").expect("well formed");
        assert!(!format!("{authority:?}").contains("217885159"));
    }

    proptest! {
        #[test]
        fn letters_and_digits_and_nothing_else(text in "[A-Za-z0-9]{1,64}", odd in "[^A-Za-z0-9]") {
            let authority = Authority::parse(&text).expect("well formed");
            prop_assert_eq!(authority.as_str(), text.as_str());
            let spoilt = format!("{text}{odd}");
            prop_assert!(Authority::parse(&spoilt).is_err());
        }
    }
}
