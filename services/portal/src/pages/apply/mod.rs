//! Applying for a permit, one question a page. What is saved stays, whenever the applicant leaves.

mod check;
mod consents;
mod details;
mod document;
mod question;
mod start;
mod submit;
mod tasks;
mod tracker;
mod vehicle;

use crate::routes::Endpoint;
use crate::views::FieldErrors;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf, new_key};
use crate::web::reply::see_other;
use actix_web::HttpResponse;
use application::Context;
use application::applications::{self, OwnApplication};
use domain::kernel::Rial;
use domain::licensing::application::ApplicationKind;
use domain::policy::{ApplicationRules, PermitKind};
use i18n::Locale;
use serde::Deserialize;
use uuid::Uuid;

/// The pages of applications.
pub fn endpoints() -> Vec<Endpoint> {
    [
        start::endpoints(),
        tasks::endpoints(),
        details::endpoints(),
        question::endpoints(),
        vehicle::endpoints(),
        document::endpoints(),
        consents::endpoints(),
        check::endpoints(),
        submit::endpoints(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The application in an address.
#[derive(Debug, Deserialize)]
struct IdPath {
    id: Uuid,
}

/// An application with what its permit kind asks.
struct Draft {
    own: OwnApplication,
    kind: PermitKind,
    rules: ApplicationRules,
}

impl Draft {
    /// The caller's own application; anyone else's is not found.
    async fn of(ctx: &Context, caller: &Caller, id: Uuid) -> Result<Self, WebError> {
        let own = applications::own(ctx, &caller.actor, id).await?;
        let (_, kind, rules) = applications::kind_of(ctx, &own.row)?;
        Ok(Self { kind: kind.clone(), rules: rules.clone(), own })
    }

    /// What it costs by today's tariff, in Rial.
    fn total(&self) -> i64 {
        total(&self.rules, self.own.row.kind)
    }
}

/// What an application costs, in Rial.
fn total(rules: &ApplicationRules, kind: ApplicationKind) -> i64 {
    // The policy is refused where its fees cannot be summed.
    Rial::sum(rules.fees_of(kind).map(|fee| fee.rial)).unwrap_or_default().get()
}

/// A word of the policy in the reader's language.
fn word(locale: Locale, fa: &str, en: &str) -> String {
    match locale {
        Locale::Fa => fa.to_owned(),
        Locale::En => en.to_owned(),
    }
}

/// Refuses a form of the unknown, or that our page did not make.
fn check_form(caller: &Caller, typed: &Fields) -> Result<(), WebError> {
    caller.must_be_known()?;
    check_csrf(caller, typed.text("csrf"))
}

/// The key of a form that is shown again stays.
fn key_of(typed: &Fields) -> String {
    match typed.text("key") {
        "" => new_key(),
        key => key.to_owned(),
    }
}

/// Back to the list of tasks.
fn to_tasks(caller: &Caller, id: Uuid) -> HttpResponse {
    see_other(&caller.page().url(&format!("/applications/{id}")))
}

/// What was refused about a form as a whole, or a field that the page does not have.
fn whole(pointer: &str) -> String {
    if matches!(pointer, "/form" | "/open") { String::new() } else { pointer.trim_start_matches('/').to_owned() }
}

/// Nothing refused yet.
fn fine() -> FieldErrors {
    FieldErrors::none()
}
