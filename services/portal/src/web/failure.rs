//! Failures on their way out. Handlers return them; one place decides how they look: a page for
//! people, a problem document for the API.

use super::caller::{Caller, locale_of};
use super::problem;
use crate::routes::{self, Access};
use crate::views::Page;
use crate::views::platform::{ErrorPage, Failure as Shown};
use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpRequest, HttpResponse, ResponseError, web};
use application::{Actor, Failure, FieldError};
use askama::Template;

/// A failure of a use case, or of the request before one was reached.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct WebError(pub Failure);

impl<F: Into<Failure>> From<F> for WebError {
    fn from(failure: F) -> Self {
        Self(failure.into())
    }
}

impl WebError {
    /// The status that says it.
    pub fn status(&self) -> StatusCode {
        match &self.0 {
            Failure::Invalid(errors) if errors.iter().any(|error| matches!(error.code, "malformed" | "key-needed")) => StatusCode::BAD_REQUEST,
            Failure::Invalid(errors) if errors.iter().any(|error| error.code == "body-too-large") => StatusCode::PAYLOAD_TOO_LARGE,
            Failure::Invalid(errors) if errors.iter().any(|error| error.code == "method-not-allowed") => StatusCode::METHOD_NOT_ALLOWED,
            Failure::Invalid(_) | Failure::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Failure::Refused { pointer: Some(_), .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Failure::Refused { .. } | Failure::Taken(_) => StatusCode::CONFLICT,
            Failure::NotFound => StatusCode::NOT_FOUND,
            Failure::SignInNeeded => StatusCode::UNAUTHORIZED,
            Failure::Forbidden => StatusCode::FORBIDDEN,
            Failure::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Failure::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Failure::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn retry_after(&self) -> Option<u64> {
        match &self.0 {
            Failure::TooMany { retry_after } => Some(*retry_after),
            Failure::Unavailable(_) => Some(1),
            _ => None,
        }
    }
}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        self.status()
    }
    /// Bare: [`render`] gives it its look, since that needs the request.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(self.status())
    }
}

/// Gives failures their look. The request is asked for only afterwards: while routing is under way,
/// nobody else may hold it.
///
/// # Errors
/// Those that are no failure of ours.
pub async fn render<B: MessageBody>(req: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let response = next.call(req).await?;
    let Some(error) = response.response().error().and_then(|error| error.as_error::<WebError>()) else {
        return Ok(response.map_into_left_body());
    };
    let request = response.request().clone();
    let who_first = who_first(&request, error).await;
    let error = who_first.as_ref().unwrap_or(error);
    let rendered = look(&request, error, frame(&request, error).await);
    Ok(ServiceResponse::new(request, rendered).map_into_right_body())
}

/// Who may not do something is told so, and not what was wrong with the input, which is read first.
async fn who_first(request: &HttpRequest, error: &WebError) -> Option<WebError> {
    let (Failure::Invalid(_), Some(access)) = (&error.0, routes::access(request)) else { return None };
    if access == Access::Anyone {
        return None;
    }
    match (Caller::extract(request).await, access) {
        (Err(unknown), _) => Some(unknown),
        (Ok(caller), Access::Roles(roles)) => caller.actor.must_have(roles).err().map(WebError),
        (Ok(caller), _) => (caller.actor == Actor::Public).then_some(WebError(Failure::SignInNeeded)),
    }
}

/// The frame of a failure's page: a person who signed in still is. Where the city itself is out of
/// reach nobody is looked up.
async fn frame(request: &HttpRequest, error: &WebError) -> Page {
    let known = if request.path().starts_with("/api/") || error.status().is_server_error() { None } else { Caller::extract(request).await.ok() };
    let frame = known.map_or_else(|| stranger(request), |caller| caller.page());
    // The address may be none in either language: switching leads home.
    Page { path: "/".to_owned(), query: String::new(), ..frame }
}

/// The frame for somebody unknown.
pub(super) fn stranger(request: &HttpRequest) -> Page {
    Page { locale: locale_of(request), path: "/".to_owned(), ..Page::default() }
}

pub(super) fn look(request: &HttpRequest, error: &WebError, frame: Page) -> HttpResponse {
    if let Failure::Internal(what) | Failure::Unavailable(what) = &error.0 {
        tracing::error!(path = request.match_pattern(), what, "a request failed");
    }
    let status = error.status();
    let mut response = HttpResponse::build(status);
    if let Some(seconds) = error.retry_after() {
        response.insert_header((header::RETRY_AFTER, seconds.to_string()));
    }
    if request.path().starts_with("/api/") {
        if status == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        return response.content_type("application/problem+json").body(problem::of(error, locale_of(request)).to_string());
    }
    if status == StatusCode::UNAUTHORIZED {
        // Only what was asked for by an address can be gone back to.
        let asked = request.uri().path_and_query().filter(|_| request.method().is_safe());
        let next = asked.map(|whole| format!("?next={}", serde_urlencoded(whole.as_str()))).unwrap_or_default();
        let target = format!("/{}/sign-in{next}", locale_of(request).code());
        return HttpResponse::SeeOther().insert_header((header::LOCATION, target)).finish();
    }
    let page = ErrorPage {
        page: frame,
        failure: shown(status),
        detail: problem::detail(error, locale_of(request)),
        retry_after: error.retry_after().and_then(|seconds| seconds.try_into().ok()),
    };
    match page.render() {
        Ok(html) => response.content_type("text/html; charset=utf-8").body(html),
        Err(_) => response.finish(),
    }
}

fn serde_urlencoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"-._~/".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

fn shown(status: StatusCode) -> Shown {
    match status.as_u16() {
        403 => Shown::Forbidden,
        404 | 405 => Shown::NotFound,
        409 => Shown::Conflict,
        422 => Shown::Unprocessable,
        429 => Shown::TooMany,
        503 => Shown::Unavailable,
        500 => Shown::Internal,
        _ => Shown::BadRequest,
    }
}

fn invalid(pointer: &str, code: &'static str) -> Error {
    WebError(Failure::Invalid(vec![FieldError::new(pointer, code)])).into()
}

/// The answer where no route is.
///
/// # Errors
/// Always.
pub async fn not_found() -> Result<HttpResponse, WebError> {
    Err(WebError(Failure::NotFound))
}

/// The answer where the route is of another method.
///
/// # Errors
/// Always.
pub async fn method_not_allowed() -> Result<HttpResponse, WebError> {
    Err(WebError(Failure::field("", "method-not-allowed")))
}

/// JSON bodies: an unknown field is refused by name.
pub fn json_config() -> web::JsonConfig {
    web::JsonConfig::default().error_handler(|error, _| match error {
        actix_web::error::JsonPayloadError::Deserialize(error) if error.is_data() => {
            invalid(&named_field(&error.to_string()), "unexpected")
        }
        actix_web::error::JsonPayloadError::Overflow { .. } | actix_web::error::JsonPayloadError::OverflowKnownLength { .. } => {
            invalid("", "body-too-large")
        }
        _ => invalid("", "malformed"),
    })
}

/// Forms.
pub fn form_config() -> web::FormConfig {
    web::FormConfig::default().error_handler(|_, _| invalid("", "malformed"))
}

/// Queries: an unknown parameter is refused by name.
pub fn query_config() -> web::QueryConfig {
    web::QueryConfig::default().error_handler(|error, _| invalid(&named_field(&error.to_string()), "unexpected"))
}

/// Paths: an id that is none stands for nothing.
pub fn path_config() -> web::PathConfig {
    web::PathConfig::default().error_handler(|_, _| WebError(Failure::NotFound).into())
}

/// The field that serde names between backquotes.
fn named_field(message: &str) -> String {
    message.split('`').nth(1).map(|field| format!("/{field}")).unwrap_or_default()
}
