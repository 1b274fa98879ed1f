//! Words of the policy that people choose from.

use serde::Deserialize;

/// A choice with its name in both languages. The code is what events keep.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// A stable word, such as `inspection-overdue`.
    pub code: String,
    /// The name in Persian.
    pub fa: String,
    /// The name in English.
    pub en: String,
}

/// Whether a code is among the choices.
pub fn offers(choices: &[Choice], code: &str) -> bool {
    choices.iter().any(|choice| choice.code == code)
}
