//! ZarinPal's envelope: `{"data": {...}, "errors": []}` or `{"data": [], "errors": {"code": -9, ...}}`.

use crate::lenient;
use application::ports::{Doubt, GatewayFault};
use serde_json::{Map, Value};

/// What an answer says: a code, from whichever side of the envelope, and the fields of `data`.
#[derive(Debug)]
pub(super) struct Answer {
    pub code: i32,
    pub fields: Map<String, Value>,
}

impl Answer {
    /// Opens the envelope.
    pub fn read(body: &Value) -> Result<Self, GatewayFault> {
        let data = body.get("data").and_then(lenient::object);
        let errors = body.get("errors").and_then(lenient::object);
        // An error's code counts where both sides have one: a success is not taken on half a word.
        let code = |side: Option<&Map<String, Value>>| side.and_then(|fields| lenient::code(fields.get("code")));
        let code = code(errors).or_else(|| code(data)).ok_or(GatewayFault::Unknown(Doubt::Unreadable))?;
        Ok(Self { code, fields: data.cloned().unwrap_or_default() })
    }

    /// The code and fields of an answer that is no refusal; refusals are below zero.
    pub fn accepted(self) -> Result<(i32, Map<String, Value>), GatewayFault> {
        if self.code < 0 { Err(GatewayFault::Refused { code: self.code }) } else { Ok((self.code, self.fields)) }
    }
}

#[cfg(test)]
mod tests {
    use super::Answer;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn code(body: Value) -> Option<i32> {
        Answer::read(&body).ok().map(|answer| answer.code)
    }

    #[test]
    fn every_form_of_the_envelope_is_opened() {
        assert_eq!(code(json!({"data": {"code": 100}, "errors": []})), Some(100));
        assert_eq!(code(json!({"data": {"code": "100"}, "errors": {}})), Some(100));
        assert_eq!(code(json!({"data": [{"code": 101}]})), Some(101));
        assert_eq!(code(json!({"data": [], "errors": {"code": -9, "message": "…"}})), Some(-9));
        assert_eq!(code(json!({"data": {}, "errors": [{"code": "-50"}]})), Some(-50));
        assert_eq!(code(json!({"data": {"code": 100}, "errors": {"code": -51}})), Some(-51));
    }

    #[test]
    fn what_has_no_code_is_not_taken_for_an_answer() {
        for odd in [json!({}), json!([]), json!("OK"), json!({"data": [], "errors": []}), json!({"data": {"code": null}})] {
            assert_eq!(code(odd.clone()), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn a_code_is_the_same_as_number_and_as_text(value in any::<i32>()) {
            prop_assert_eq!(code(json!({"data": {"code": value}})), Some(value));
            prop_assert_eq!(code(json!({"errors": {"code": value.to_string()}})), Some(value));
        }
    }
}
