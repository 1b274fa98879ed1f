//! Which event first touched a row.

use projections::Rows;
use serde_json::Value;
use std::collections::HashMap;

/// First touches of all tables, by the key's JSON text.
#[derive(Default)]
pub(crate) struct Touches(HashMap<&'static str, HashMap<String, i64>>);

impl Touches {
    /// Takes over what a fold remembered.
    pub fn take(&mut self, rows: &mut Rows) {
        self.0.extend(rows.take_first_touches());
    }

    /// Remembers one row.
    pub fn note(&mut self, table: &'static str, key: &str, position: i64) {
        self.0.entry(table).or_default().insert(Value::from(key).to_string(), position);
    }

    /// The first event that touched a row, by the texts of its key's columns and their types. Keys
    /// are numbers, texts, ids and dates, so their JSON follows from their text.
    pub fn first(&self, table: &str, key: &[Option<String>], kinds: &[&str]) -> Option<i64> {
        let touched = self.0.get(table)?;
        let values: Vec<Value> = key.iter().zip(kinds).map(|(text, kind)| json(text.as_deref(), kind)).collect();
        let many = Value::Array(values.clone()).to_string();
        touched.get(&many).or_else(|| touched.get(&values.first()?.to_string())).copied()
    }
}

fn json(text: Option<&str>, kind: &str) -> Value {
    let Some(text) = text else { return Value::Null };
    match kind {
        "smallint" | "integer" | "bigint" | "boolean" => serde_json::from_str(text).unwrap_or_else(|_| text.into()),
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::Touches;
    use std::collections::HashMap;

    #[test]
    fn keys_of_one_and_of_many_columns_are_found() {
        let touched = [("\"a\"", 1), ("[\"a\",7]", 2), ("7", 3)].map(|(key, position)| (key.to_owned(), position));
        let touches = Touches(HashMap::from([("t", HashMap::from(touched))]));
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(touches.first("t", &[text("a")], &["text"]), Some(1));
        assert_eq!(touches.first("t", &[text("a"), text("7")], &["text", "bigint"]), Some(2));
        assert_eq!(touches.first("t", &[text("7")], &["integer"]), Some(3));
        assert_eq!(touches.first("t", &[text("7")], &["text"]), None);
        assert_eq!(touches.first("u", &[text("a")], &["text"]), None);
    }
}
