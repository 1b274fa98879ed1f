//! Answers: pages, redirects, and what the API promises of its own.

use super::caller::Caller;
use super::failure::WebError;
use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderName};
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use application::applications::DocumentBytes;
use application::{CommandKey, Failure};
use askama::Template;
use serde::Serialize;
use std::future::Future;
use std::pin::Pin;
use uuid::Uuid;

/// The log position that a write reached, and that a read may wait for.
pub const POSITION: HeaderName = HeaderName::from_static("parvaneh-position");

/// A page, with status 200.
///
/// # Errors
/// Where the template fails.
pub fn page(view: &impl Template) -> Result<HttpResponse, WebError> {
    page_with(actix_web::http::StatusCode::OK, view)
}

/// A page with another status, such as 422 for a form with faults.
///
/// # Errors
/// Where the template fails.
pub fn page_with(status: actix_web::http::StatusCode, view: &impl Template) -> Result<HttpResponse, WebError> {
    let html = view.render().map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html))
}

/// A document's bytes as what they are. Nobody keeps a copy on the way.
pub fn bytes(document: DocumentBytes) -> HttpResponse {
    HttpResponse::Ok().content_type(document.media_type).insert_header((header::CACHE_CONTROL, "private, no-store")).body(document.bytes)
}

/// On to another page after a form.
pub fn see_other(target: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, target)).finish()
}

/// A JSON answer.
pub fn json(body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok().json(body)
}

/// The answer to a write that made something: 201, where it is, and the position.
pub fn created(location: &str, position: i64, body: &impl Serialize) -> HttpResponse {
    HttpResponse::Created().insert_header((header::LOCATION, location)).insert_header((POSITION, position.to_string())).json(body)
}

/// The answer to a write that changed something.
pub fn done(position: i64, body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok().insert_header((POSITION, position.to_string())).json(body)
}

/// A client's idempotency key, where it sent one.
#[derive(Debug, Clone)]
pub struct IdempotencyKey(Option<String>);

impl IdempotencyKey {
    /// The same, where there must be one: what moves money can always be repeated safely.
    ///
    /// # Errors
    /// Where the client sent none.
    pub fn needed(self) -> Result<Self, WebError> {
        if self.0.is_some() { Ok(self) } else { Err(WebError(Failure::field("/Idempotency-Key", "key-needed"))) }
    }

    /// The command's key. The body, the path and the caller belong to it: the same key for
    /// something else is refused.
    pub fn command(&self, caller: &Caller, request: &HttpRequest, body: &impl Serialize) -> CommandKey {
        let route = format!("{} {}", request.method(), request.path());
        let body = serde_json::to_vec(body).unwrap_or_default();
        match &self.0 {
            Some(key) => CommandKey::from_client(&caller.principal(), &route, key, body),
            None => CommandKey { id: Uuid::now_v7(), request: body },
        }
    }
}

impl FromRequest for IdempotencyKey {
    type Error = WebError;
    type Future = std::future::Ready<Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = request.headers().get("idempotency-key").map(|value| value.to_str().unwrap_or_default().trim().to_owned());
        std::future::ready(match key {
            Some(key) if key.is_empty() || key.len() > 255 => Err(WebError(Failure::field("/Idempotency-Key", "malformed"))),
            key => Ok(Self(key)),
        })
    }
}

/// Waits for the position that a read asks for, two seconds at most.
pub struct Waited;

impl FromRequest for Waited {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let Some(asked) = request.headers().get(POSITION) else { return Ok(Self) };
            let position = asked.to_str().ok().and_then(|text| text.parse::<i64>().ok());
            let position = position.ok_or_else(|| Failure::field("/Parvaneh-Position", "malformed"))?;
            let portal = request.app_data::<web::Data<super::server::Portal>>().ok_or_else(|| Failure::Internal("no portal".to_owned()))?;
            portal.ctx.reached(position).await?;
            Ok(Self)
        })
    }
}
