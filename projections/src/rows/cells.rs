//! What a cell holds, and its text as an upsert casts it.

use serde::ser::Error as _;
use serde_json::Value;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Bool,
    SmallInt,
    Integer,
    BigInt,
    Text,
    Uuid,
    Date,
    /// With a time zone.
    Timestamp,
    Json,
    /// An array of texts.
    Texts,
}

/// Every kind with its type as the database calls it.
const TYPES: &[(Kind, &str)] = &[
    (Kind::Bool, "boolean"),
    (Kind::SmallInt, "smallint"),
    (Kind::Integer, "integer"),
    (Kind::BigInt, "bigint"),
    (Kind::Text, "text"),
    (Kind::Uuid, "uuid"),
    (Kind::Date, "date"),
    (Kind::Timestamp, "timestamp with time zone"),
    (Kind::Json, "json"),
    (Kind::Texts, "text[]"),
];

impl Kind {
    /// What a type holds; nothing where no read model has a column of it.
    pub fn of(type_name: &str) -> Option<Self> {
        TYPES.iter().find(|(_, name)| *name == type_name).map(|(kind, _)| *kind)
    }

    /// Its type, as a cast names it.
    pub fn type_name(self) -> &'static str {
        TYPES.iter().find(|(kind, _)| *kind == self).map_or("text", |(_, name)| name)
    }
}

/// A cell as a cast from text takes it; none where nothing is in it.
pub(super) fn text(kind: Kind, value: Value) -> Result<Option<String>, serde_json::Error> {
    match (kind, value) {
        (_, Value::Null) => Ok(None),
        (Kind::Json, json) => Ok(Some(json.to_string())),
        (Kind::Texts, Value::Array(items)) => Ok(Some(literal(&items))),
        (Kind::Texts, other) => Err(not_an_array(&other)),
        (_, Value::String(text)) => Ok(Some(text)),
        (_, other) => Ok(Some(other.to_string())),
    }
}

pub(super) fn not_an_array(value: &Value) -> serde_json::Error {
    serde_json::Error::custom(format!("{value} stands in an array's column"))
}

/// An array as PostgreSQL writes one.
fn literal(items: &[Value]) -> String {
    let item = |item: &Value| match item {
        Value::Null => "NULL".to_owned(),
        Value::String(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        other => other.to_string(),
    };
    format!("{{{}}}", items.iter().map(item).collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::{Kind, text};
    use serde_json::json;

    #[test]
    fn json_is_quoted_and_a_text_is_not() {
        assert_eq!(text(Kind::Json, json!("a\"b")).expect("a cell").as_deref(), Some(r#""a\"b""#));
        assert_eq!(text(Kind::Text, json!("a\"b")).expect("a cell").as_deref(), Some("a\"b"));
        assert_eq!(text(Kind::Json, json!(null)).expect("a cell"), None);
        assert_eq!(text(Kind::BigInt, json!(-5)).expect("a cell").as_deref(), Some("-5"));
    }

    #[test]
    fn an_array_keeps_what_it_quotes() {
        assert_eq!(text(Kind::Texts, json!(["plain", "a\"b\\c"])).expect("a cell").as_deref(), Some(r#"{"plain","a\"b\\c"}"#));
        assert!(text(Kind::Texts, json!("plain")).is_err());
    }
}
