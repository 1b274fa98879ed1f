//! Headers of every answer, and the refusal of forms from other sites.

use super::failure::{WebError, look, stranger};
use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use application::Failure;

/// Nothing is loaded from elsewhere, nothing inline runs, nobody frames us. What has a policy of its own
/// keeps it.
const CSP: &str = "default-src 'none'; script-src 'self'; worker-src 'self'; manifest-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Adds the headers, and refuses what another site's page sends.
///
/// # Errors
/// Those of the handler.
pub async fn secure<B: MessageBody>(req: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    if !req.method().is_safe() && is_cross_site(&req) {
        // Nobody is looked up for another site's page.
        let refused = look(req.request(), &WebError(Failure::Forbidden), stranger(req.request()));
        return Ok(req.into_response(refused).map_into_right_body());
    }
    let private = req.headers().contains_key(header::COOKIE) || req.headers().contains_key(header::AUTHORIZATION);
    let mut response = next.call(req).await?.map_into_left_body();
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(self)");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP));
    }
    if private || !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

/// Whether a browser says that another site sent this. Clients that are no browsers say nothing.
fn is_cross_site(req: &ServiceRequest) -> bool {
    let text = |name: &str| req.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    match text("origin") {
        None => false,
        Some(origin) => origin.split_once("://").map(|(_, host)| host) != Some(req.connection_info().host()),
    }
}
