//! What the API reads: bodies and queries whose every fault is named, with the field it is in.

use super::failure::WebError;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use application::{Failure, FieldError};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::future::{Future, Ready, ready};
use std::pin::Pin;

/// A JSON object. Every field of `T` has a default, so that what is left out is the use case's to
/// judge; fields that are unknown or of another type are refused here, all at once. No body at all
/// is an empty object. A write takes no query parameters.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let query = refuse_query(request);
        let bytes = web::Bytes::from_request(request, payload);
        Box::pin(async move {
            query?;
            let bytes = bytes.await.map_err(|error| match error.as_response_error().status_code().as_u16() {
                413 => Failure::field("", "body-too-large"),
                _ => Failure::field("", "malformed"),
            })?;
            let value = match bytes.is_empty() {
                true => Value::Object(Map::new()),
                false => serde_json::from_slice(&bytes).map_err(|_| Failure::field("", "malformed"))?,
            };
            let Value::Object(fields) = value else { return Err(Failure::field("", "malformed").into()) };
            Ok(Self(read(fields)?))
        })
    }
}

/// A query, with the same promises. Values are texts; use cases parse them.
pub struct Params<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Params<T> {
    type Error = WebError;
    type Future = Ready<Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(pairs(request).and_then(|fields| Ok(Self(read(fields)?))))
    }
}

/// Refuses every query parameter.
pub struct NoParams;

impl FromRequest for NoParams {
    type Error = WebError;
    type Future = Ready<Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(refuse_query(request).map(|()| Self))
    }
}

/// The page size of a list. A text that is no number is one that no list has.
pub fn page_size(text: &str) -> Option<i64> {
    let text = domain::kernel::text::canonical(text);
    (!text.is_empty()).then(|| text.parse().unwrap_or(0))
}

fn pairs(request: &HttpRequest) -> Result<Map<String, Value>, WebError> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
    let mut fields = Map::new();
    for (name, value) in pairs.map_err(|_| Failure::field("", "malformed"))?.into_inner() {
        let pointer = format!("/{name}");
        if fields.insert(name, Value::String(value)).is_some() {
            return Err(Failure::field(&pointer, "given-twice").into());
        }
    }
    Ok(fields)
}

fn refuse_query(request: &HttpRequest) -> Result<(), WebError> {
    let faults: Vec<_> = pairs(request)?.keys().map(|name| FieldError::new(&format!("/{name}"), "unexpected")).collect();
    if faults.is_empty() { Ok(()) } else { Err(Failure::Invalid(faults).into()) }
}

/// Reads an object, and where that fails each field alone, to tell which ones are at fault.
fn read<T: DeserializeOwned>(fields: Map<String, Value>) -> Result<T, Failure> {
    match T::deserialize(Value::Object(fields.clone())) {
        Ok(read) => Ok(read),
        Err(_) => {
            let faults: Vec<_> = fields.into_iter().filter_map(|(name, value)| fault::<T>(&name, value)).collect();
            Err(if faults.is_empty() { Failure::field("", "malformed") } else { Failure::Invalid(faults) })
        }
    }
}

fn fault<T: DeserializeOwned>(name: &str, value: Value) -> Option<FieldError> {
    let alone = Map::from_iter([(name.to_owned(), value)]);
    let error = T::deserialize(Value::Object(alone)).err()?;
    let code = if error.to_string().starts_with("unknown field") { "unexpected" } else { "wrong-type" };
    Some(FieldError::new(&format!("/{}", name.replace('~', "~0").replace('/', "~1")), code))
}

#[cfg(test)]
mod tests {
    use super::read;
    use application::Failure;
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Debug, Default, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Sample {
        stars: Option<i64>,
        tags: Vec<String>,
    }

    #[test]
    fn every_field_at_fault_is_named() {
        let object = json!({"stars": "five", "tags": [], "colour": 1});
        let Err(Failure::Invalid(faults)) = read::<Sample>(object.as_object().expect("an object").clone()) else {
            panic!("refused")
        };
        let told: Vec<_> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
        assert_eq!(told, [("/colour", "unexpected"), ("/stars", "wrong-type")]);
    }

    #[test]
    fn what_is_left_out_has_its_default() {
        let read = read::<Sample>(serde_json::Map::new()).expect("nothing is needed here");
        assert_eq!((read.stars, read.tags.len()), (None, 0));
    }
}
