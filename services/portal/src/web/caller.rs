//! Who calls, and in which language.

use super::failure::WebError;
use super::server::Portal;
use super::visitor::visitor;
use crate::views::{Page, Person};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use application::sign_in::{Credential, authenticate};
use application::{Actor, Failure};
use domain::identity::account::Role;
use i18n::Locale;
use std::future::Future;
use std::pin::Pin;

/// The session's cookie.
pub const SESSION: &str = "parvaneh_session";

/// Where our own script shows the session's csrf word.
const CSRF: &str = "parvaneh-csrf";

/// Who calls.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The actor for use cases.
    pub actor: Actor,
    /// The language of the answer.
    pub locale: Locale,
    /// What this session's forms carry; empty for the unknown.
    pub csrf: String,
    /// For rate limits: where the call came from.
    pub visitor: String,
    name: Option<String>,
    mobile: Option<String>,
    path: String,
    query: String,
}

impl Caller {
    /// Refuses the unknown, before anything that they sent is judged.
    ///
    /// # Errors
    /// [`Failure::SignInNeeded`].
    pub fn must_be_known(&self) -> Result<(), WebError> {
        if self.actor == Actor::Public { Err(Failure::SignInNeeded.into()) } else { Ok(()) }
    }

    /// Who calls, for idempotency: an account's id, or `public`.
    pub fn principal(&self) -> String {
        self.actor.id()
    }

    /// The frame of a page for this caller.
    pub fn page(&self) -> Page {
        Page {
            locale: self.locale,
            path: self.path.clone(),
            query: self.query.clone(),
            person: self.person(),
            csrf: self.csrf.clone(),
            flash: None,
        }
    }

    fn person(&self) -> Option<Person> {
        let Actor::Account { roles, .. } = &self.actor else { return None };
        Some(Person {
            name: self.name.clone(),
            mobile: self.mobile.clone(),
            roles: roles.iter().map(|role| role.code().to_owned()).collect(),
            sees_desk: self.actor.has(&[Role::Officer, Role::Inspector, Role::Auditor, Role::Manager]),
            sees_worklist: self.actor.has(application::applications::READERS),
            sees_counter: self.actor.has(application::counter::OFFICERS),
            sees_history: self.actor.has(&[Role::Auditor]),
            sees_agency: self.actor.has(application::agencies::MANAGERS),
        })
    }
}

/// The language of a request: the page's own, else what the client asks for, else Persian.
pub fn locale_of(request: &HttpRequest) -> Locale {
    let first = request.path().split('/').nth(1).unwrap_or_default();
    if let Some(locale) = Locale::parse(first) {
        return locale;
    }
    if !request.path().starts_with("/api/") {
        return Locale::Fa;
    }
    let asked = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    asked.map_or(Locale::Fa, Locale::from_accept_language)
}

impl FromRequest for Caller {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { of(&request).await })
    }
}

async fn of(request: &HttpRequest) -> Result<Caller, WebError> {
    let portal = request.app_data::<web::Data<Portal>>().ok_or_else(|| Failure::Internal("no portal".to_owned()))?;
    let bearer = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(str::to_owned);
    let is_api = request.path().starts_with("/api/");
    // A cookie alone never writes through the API: our own script shows its session's csrf word as well.
    let shown = request.headers().get(CSRF).and_then(|value| value.to_str().ok());
    let cookie = request.cookie(SESSION).filter(|_| !is_api || request.method().is_safe() || shown.is_some());
    let known = match (&bearer, &cookie) {
        (Some(secret), _) => Some(authenticate(&portal.ctx, Credential::Bearer(secret.trim())).await?.ok_or(Failure::SignInNeeded)?),
        (None, Some(cookie)) => {
            let known = authenticate(&portal.ctx, Credential::Cookie(cookie.value())).await?;
            known.filter(|known| !is_api || request.method().is_safe() || shown == Some(known.csrf.as_str()))
        }
        (None, None) => None,
    };
    let (actor, csrf, name, mobile) =
        known.map_or((Actor::Public, String::new(), None, None), |known| (known.actor, known.csrf, known.name, known.mobile));
    let locale = locale_of(request);
    let prefix = format!("/{}", locale.code());
    let path = request.path();
    Ok(Caller {
        actor,
        locale,
        csrf,
        visitor: visitor(request, portal.behind_proxy),
        name,
        mobile,
        path: path.strip_prefix(&prefix).filter(|rest| rest.starts_with('/') || rest.is_empty()).unwrap_or(path).to_owned(),
        query: request.query_string().to_owned(),
    })
}
