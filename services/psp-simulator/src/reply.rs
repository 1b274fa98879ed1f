//! Carries a call out, and lets go wrong what is to go wrong.

use crate::desk::Desk;
use crate::faults::{Call, Fault};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use serde_json::Value;
use std::io;
use std::time::Duration;

/// The page that stands before a gateway whose machinery is broken.
const BROKEN: &str = "<!doctype html><html lang=\"en\"><title>500</title><h1>Internal Server Error</h1></html>";
/// How much is added where an amount is heard wrongly, in Rial.
const MISHEARD: i64 = 10_000;

/// How the gateway hears an amount.
pub(crate) type Heard = fn(i64) -> i64;

/// An answer: its HTTP status and its JSON.
pub(crate) struct Said(pub StatusCode, pub Value);

impl From<Value> for Said {
    fn from(value: Value) -> Self {
        Self(StatusCode::OK, value)
    }
}

/// Answers a call. `effect` carries it out and says what the gateway answers; `refuse` says how a
/// code is told.
pub(crate) async fn reply(desk: &Desk, call: Call, effect: impl FnOnce(Heard) -> Said, refuse: impl FnOnce(i32) -> Said) -> HttpResponse {
    match desk.next_fault(call) {
        None => json(effect(|amount| amount)),
        Some(Fault::WrongAmount) => json(effect(|amount| amount.saturating_add(MISHEARD))),
        Some(Fault::TenTimes) => json(effect(|amount| amount.saturating_mul(10))),
        Some(Fault::Refuse { code }) => json(refuse(code)),
        Some(Fault::Texts) => {
            let Said(status, value) = effect(|amount| amount);
            json(Said(status, as_texts(value)))
        }
        Some(Fault::Delay { millis }) => {
            let said = effect(|amount| amount);
            tokio::time::sleep(Duration::from_millis(millis)).await;
            json(said)
        }
        Some(Fault::DropReply) => {
            effect(|amount| amount);
            broken_off()
        }
        Some(Fault::ServerError { committed }) => {
            if committed {
                effect(|amount| amount);
            }
            HttpResponse::InternalServerError().content_type("text/html").body(BROKEN)
        }
    }
}

fn json(Said(status, value): Said) -> HttpResponse {
    HttpResponse::build(status).json(value)
}

/// An answer whose connection breaks after the first byte.
fn broken_off() -> HttpResponse {
    let pieces = [Ok(Bytes::from_static(b"{")), Err(io::Error::from(io::ErrorKind::ConnectionAborted))];
    HttpResponse::Ok().content_type("application/json").streaming(futures::stream::iter(pieces))
}

fn as_texts(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        Value::Array(list) if list.is_empty() => Value::Object(serde_json::Map::new()),
        Value::Array(list) => list.into_iter().map(as_texts).collect(),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(name, value)| (name, as_texts(value))).collect()),
        other => other,
    }
}
