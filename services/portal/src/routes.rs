//! Every route of the service, said once: the server is made from this list, and the matrix of
//! routes and roles is tried over it.

use crate::{api, pages};
use actix_web::http::Method;
use actix_web::{HttpRequest, Route, guard, web};
use domain::identity::account::Role;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Who may call a route. The use case behind it decides; this is what it is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone, without an account.
    Anyone,
    /// Anyone who signed in.
    SignedIn,
    /// Whoever has one of these roles.
    Roles(&'static [Role]),
}

/// A route.
pub struct Endpoint {
    /// GET, POST or PATCH.
    pub method: Method,
    /// Its path, with `{lang}` for the language of pages.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// Makes its handler.
    pub handler: fn() -> Route,
}

/// A route that reads.
pub fn get(path: &'static str, access: Access, handler: fn() -> Route) -> Endpoint {
    Endpoint { method: Method::GET, path, access, handler }
}

/// A route that writes.
pub fn post(path: &'static str, access: Access, handler: fn() -> Route) -> Endpoint {
    Endpoint { method: Method::POST, path, access, handler }
}

/// A route that changes parts of something.
pub fn patch(path: &'static str, access: Access, handler: fn() -> Route) -> Endpoint {
    Endpoint { method: Method::PATCH, path, access, handler }
}

/// Every route.
pub fn all() -> Vec<Endpoint> {
    let mut all = pages::endpoints();
    all.extend(api::endpoints());
    all
}

/// Who may call the route of a request, where there is one.
pub fn access(request: &HttpRequest) -> Option<Access> {
    static BY_PATTERN: LazyLock<HashMap<(Method, String), Access>> =
        LazyLock::new(|| all().into_iter().map(|route| ((route.method, pattern_of(route.path)), route.access)).collect());
    let method = if *request.method() == Method::HEAD { Method::GET } else { request.method().clone() };
    BY_PATTERN.get(&(method, request.match_pattern()?)).copied()
}

fn pattern_of(path: &str) -> String {
    path.replace("{lang}", "{lang:fa|en}")
}

/// How the paths begin that the code in the car leads to.
const PASSENGERS: [&str; 3] = ["/v/", "/V/", "/api/v1/scan/"];

/// Puts every route into an application.
pub fn configure(service: &mut web::ServiceConfig) {
    let mut by_path: BTreeMap<&'static str, Vec<Endpoint>> = BTreeMap::new();
    for endpoint in all() {
        by_path.entry(endpoint.path).or_default().push(endpoint);
    }
    // Paths are tried in turn, so that what passengers call comes first.
    let (passengers, others): (Vec<_>, Vec<_>) = by_path.into_iter().partition(|(path, _)| PASSENGERS.iter().any(|first| path.starts_with(first)));
    for (path, endpoints) in passengers.into_iter().chain(others) {
        let mut resource = web::resource(pattern_of(path));
        for endpoint in endpoints {
            let route = (endpoint.handler)();
            // Whoever may read a page may ask for its head alone; the body is dropped on the way out.
            resource = resource.route(match endpoint.method {
                Method::GET => route.guard(guard::Any(guard::Get()).or(guard::Head())),
                method => route.method(method),
            });
        }
        service.service(resource.default_service(web::to(crate::web::failure::method_not_allowed)));
    }
}
