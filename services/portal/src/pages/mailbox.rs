//! The demo's mailbox. Outside the demo there is no such page.

use crate::routes::{Access, Endpoint, get};
use crate::views::platform::{Mailbox, Message};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::{json, page};
use crate::web::server::Portal;
use actix_web::http::header::{ACCEPT, CACHE_CONTROL, HeaderValue, VARY};
use actix_web::{HttpRequest, HttpResponse, web};
use application::Failure;
use application::ports::SentMessage;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// The mailbox's pages; the one without a language is Persian.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/demo/mailbox", Access::Anyone, || web::to(show)),
        get("/{lang}/demo/mailbox", Access::Anyone, || web::to(show)),
    ]
}

/// A message as programs see it.
#[derive(Serialize)]
struct Item {
    to: String,
    at: DateTime<Utc>,
    text: String,
}

#[derive(Serialize)]
struct Items {
    items: Vec<Item>,
}

async fn show(portal: web::Data<Portal>, caller: Caller, request: HttpRequest) -> Result<HttpResponse, WebError> {
    let sent = portal.mailbox.as_ref().ok_or(Failure::NotFound)?.last();
    let accepted = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    let mut answer = if accepted.contains("application/json") {
        json(&Items { items: sent.into_iter().map(|SentMessage { to, at, text }| Item { to, at, text }).collect() })
    } else {
        let messages = sent.into_iter().map(|SentMessage { to, at, text }| Message { to, at, text }).collect();
        page(&Mailbox { page: caller.page(), messages })?
    };
    answer.headers_mut().insert(VARY, HeaderValue::from_static("accept"));
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}
