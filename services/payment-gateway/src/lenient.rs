//! Reads what gateways write: numbers that are texts at times, objects that become lists when empty.

use domain::kernel::Rial;
use serde_json::{Map, Value};

/// The fields of an object, or of the first object of a list; none where there is neither.
pub(crate) fn object(value: &Value) -> Option<&Map<String, Value>> {
    match value {
        Value::Object(fields) => Some(fields),
        Value::Array(list) => list.first().and_then(Value::as_object),
        _ => None,
    }
}

/// A whole number, written as a number or as a text.
pub(crate) fn integer(value: Option<&Value>) -> Option<i64> {
    match value? {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A code.
pub(crate) fn code(value: Option<&Value>) -> Option<i32> {
    integer(value).and_then(|code| i32::try_from(code).ok())
}

/// An amount.
pub(crate) fn rial(value: Option<&Value>) -> Option<Rial> {
    integer(value).and_then(|amount| Rial::new(amount).ok())
}

/// A text that says something; a number's digits count as one.
pub(crate) fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{code, integer, object, text};
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn objects_hide_in_lists_and_lists_may_be_empty() {
        assert!(object(&json!([])).is_none());
        assert!(object(&json!({"code": 100})).is_some());
        assert!(object(&json!([{"code": 100}])).is_some());
        assert!(object(&json!("code")).is_none());
    }

    #[test]
    fn what_is_no_number_is_none() {
        for odd in [json!(null), json!("ten"), json!(1.5), json!([]), json!(true)] {
            assert_eq!(integer(Some(&odd)), None, "{odd}");
        }
        assert_eq!(code(Some(&json!(i64::MAX))), None);
        assert_eq!(text(Some(&json!(" "))), None);
    }

    proptest! {
        #[test]
        fn a_number_may_be_a_text(value in any::<i64>()) {
            prop_assert_eq!(integer(Some(&json!(value))), Some(value));
            prop_assert_eq!(integer(Some(&json!(value.to_string()))), Some(value));
            prop_assert_eq!(text(Some(&json!(value))), Some(value.to_string()));
        }
    }
}
