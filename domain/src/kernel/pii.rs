//! Personal data as it passes through the domain: clear on the way in, sealed ever after.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use uuid::Uuid;

/// A personal text. `decide` makes it `Clear`; the event store seals it once the event's id is
/// known, under the key of its subject. Serialising a clear one is an error, and `Debug` redacts.
///
/// **Architecture invariant.** No aggregate decides on what is inside.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Sealed")]
pub enum Pii {
    /// Readable, in memory only.
    Clear {
        /// Whose key will seal it; destroying that key erases the text everywhere.
        subject: Uuid,
        /// The text.
        text: String,
    },
    /// As it stands in the log and in read models.
    Sealed(Sealed),
}

/// A sealed personal text. Event id and field are authenticated with it, so that it can be opened
/// wherever a read model keeps it, and nowhere else in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// Whose key opens it.
    pub subject: Uuid,
    /// The version of the subject's key.
    pub key: u32,
    /// The event that it was sealed for.
    pub event: Uuid,
    /// The field of that event.
    pub field: String,
    /// Nonce and ciphertext, base64.
    #[serde(rename = "box")]
    pub boxed: String,
}

impl Pii {
    /// A text to be sealed under the subject's key.
    pub fn clear(subject: Uuid, text: impl Into<String>) -> Self {
        Self::Clear { subject, text: text.into() }
    }

    /// Whose key seals it.
    pub fn subject(&self) -> Uuid {
        match self {
            Self::Clear { subject, .. } => *subject,
            Self::Sealed(sealed) => sealed.subject,
        }
    }
}

impl From<Sealed> for Pii {
    fn from(sealed: Sealed) -> Self {
        Self::Sealed(sealed)
    }
}

impl Serialize for Pii {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Clear { .. } => Err(serde::ser::Error::custom("personal data must be sealed before it is stored")),
            Self::Sealed(sealed) => sealed.serialize(serializer),
        }
    }
}

impl std::fmt::Debug for Pii {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Clear { subject, .. } => write!(f, "Pii(clear, of {subject})"),
            Self::Sealed(sealed) => write!(f, "Pii(sealed, of {})", sealed.subject),
        }
    }
}

impl JsonSchema for Pii {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Sealed".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Sealed::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::Pii;
    use uuid::Uuid;

    #[test]
    fn a_clear_text_is_neither_written_nor_printed() {
        let name = Pii::clear(Uuid::nil(), "مریم نوری");
        assert!(serde_json::to_string(&name).is_err());
        assert!(!format!("{name:?}").contains("مریم"));
    }
}
