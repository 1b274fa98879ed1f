//! Before and after.

use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// A field that an event changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    /// The field, nested ones as `outer.inner`.
    pub field: String,
    /// What it was; null where it was not there.
    pub before: Value,
    /// What it became; null where it is gone.
    pub after: Value,
}

/// What differs between two states of a row, by field. A row that was not there is `Null`. Objects
/// are compared field by field, lists as a whole.
pub fn changes(before: &Value, after: &Value) -> Vec<Changed> {
    let mut found = Vec::new();
    compare("", before, after, &mut found);
    found
}

fn compare(field: &str, before: &Value, after: &Value, found: &mut Vec<Changed>) {
    if before == after {
        return;
    }
    let (left, right) = (before.as_object(), after.as_object());
    // An object that comes or goes is told by its fields.
    if left.is_none() && right.is_none() || !is_object_or_null(before) || !is_object_or_null(after) {
        found.push(Changed { field: field.to_owned(), before: before.clone(), after: after.clone() });
        return;
    }
    let names: BTreeSet<&String> = left.into_iter().chain(right).flat_map(|members| members.keys()).collect();
    for name in names {
        let inner = if field.is_empty() { name.clone() } else { format!("{field}.{name}") };
        compare(&inner, &before[name.as_str()], &after[name.as_str()], found);
    }
}

fn is_object_or_null(value: &Value) -> bool {
    value.is_object() || value.is_null()
}

#[cfg(test)]
mod tests {
    use super::{Changed, changes};
    use serde_json::{Value, json};

    fn changed(field: &str, before: Value, after: Value) -> Changed {
        Changed { field: field.to_owned(), before, after }
    }

    #[test]
    fn only_what_changed_is_told() {
        let before = json!({"state": "valid", "number": 7, "ground": null, "term": {"from": 1, "to": 2}, "tags": [1]});
        let after =
            json!({"state": "suspended", "number": 7, "ground": "fare", "term": {"from": 1, "to": 3}, "tags": [1, 2]});
        assert_eq!(
            changes(&before, &after),
            [
                changed("ground", json!(null), json!("fare")),
                changed("state", json!("valid"), json!("suspended")),
                changed("tags", json!([1]), json!([1, 2])),
                changed("term.to", json!(2), json!(3)),
            ]
        );
        assert_eq!(changes(&after, &after), []);
    }

    #[test]
    fn a_row_that_begins_is_told_by_its_fields() {
        let row = json!({"state": "valid", "ground": null});
        assert_eq!(changes(&Value::Null, &row), [changed("state", json!(null), json!("valid"))]);
        assert_eq!(changes(&row, &Value::Null), [changed("state", json!("valid"), json!(null))]);
        assert_eq!(changes(&json!({"a": {"b": 1}}), &json!({"a": 1})), [changed("a", json!({"b": 1}), json!(1))]);
    }
}
