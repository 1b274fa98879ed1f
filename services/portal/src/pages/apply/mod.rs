//! Applying for a permit, one question a page. What is saved stays, whenever the applicant leaves.

mod check;
mod consents;
mod details;
mod document;
mod question;
mod renewal;
mod start;
mod submit;
mod tasks;
mod tracker;
mod vehicle;

use crate::routes::Endpoint;
use crate::views::FieldErrors;
use crate::views::apply::Renewing;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf, new_key};
use crate::web::reply::see_other;
use actix_web::HttpResponse;
use application::Context;
use application::applications::{self, OwnApplication};
use chrono::NaiveDate;
use domain::kernel::Rial;
use domain::kernel::calendar::years_later;
use domain::licensing::application::ApplicationKind;
use domain::licensing::licence::Standing;
use domain::licensing::vehicle::Fuel;
use domain::policy::{ApplicationRules, PermitKind};
use i18n::Locale;
use projections::applications::Stage;
use projections::register::LicenceRow;
use serde::Deserialize;
use uuid::Uuid;

/// The pages of applications.
pub fn endpoints() -> Vec<Endpoint> {
    [
        start::endpoints(),
        renewal::endpoints(),
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
    renewed: Option<Renewed>,
}

/// A licence that an application renews.
struct Renewed {
    licence: LicenceRow,
    /// Its last valid day before.
    expires_on: NaiveDate,
    /// Whether that was past when it was sent, or is today.
    late: bool,
}

impl Draft {
    /// The caller's own application; anyone else's is not found.
    async fn of(ctx: &Context, caller: &Caller, id: Uuid) -> Result<Self, WebError> {
        let own = applications::own(ctx, &caller.actor, id).await?;
        let (_, kind, rules) = applications::kind_of(ctx, &own.row)?;
        let renewed = Renewed::of(ctx, &own).await?;
        Ok(Self { kind: kind.clone(), rules: rules.clone(), renewed, own })
    }

    /// What it costs by today's tariff, in Rial.
    fn total(&self) -> i64 {
        total(&self.rules, self.own.row.kind, self.late(), self.own.vehicle.as_ref().and_then(|car| car.fuel))
    }

    /// Whether a renewal as it stands is agreed to by itself.
    fn is_unchanged(&self) -> bool {
        let watched = self.rules.renewal.as_ref().is_none_or(|renewal| renewal.needs_officer_when_unchanged);
        let suspended = self.renewed.as_ref().is_some_and(|renewed| renewed.licence.standing == Standing::Suspended);
        self.own.row.unchanged == Some(true) && !watched && !suspended
    }

    fn late(&self) -> bool {
        self.renewed.as_ref().is_some_and(|renewed| renewed.late)
    }

    /// What is renewed, and until when.
    fn renewing(&self) -> Option<Renewing> {
        let renewed = self.renewed.as_ref()?;
        let granted = self.own.row.stage == Stage::Granted;
        Some(Renewing {
            granted,
            number: renewed.licence.number.clone(),
            expires_on: renewed.expires_on,
            until: renewed.licence.expires_on.filter(|_| granted).or_else(|| new_term(&self.kind, renewed.expires_on, renewed.late)),
            term_years: self.kind.term_years.into(),
            late: renewed.late,
            kept: renewed.licence.renewal_id == Some(self.own.row.application_id),
        })
    }
}

impl Renewed {
    async fn of(ctx: &Context, own: &OwnApplication) -> Result<Option<Self>, WebError> {
        let Some(licence_id) = own.row.licence_id.filter(|_| own.row.kind == ApplicationKind::Renewal) else { return Ok(None) };
        let Some(licence) = projections::register::query::licence(ctx.pool(), licence_id).await? else { return Ok(None) };
        let Some(expires_on) = own.row.renews_after.or(licence.expires_on) else { return Ok(None) };
        let late = own.row.in_time.map_or(expires_on < ctx.today(), |in_time| !in_time);
        Ok(Some(Self { licence, expires_on, late }))
    }
}

/// The last valid day of a further term; a late one begins when it is paid, which nobody knows yet.
fn new_term(kind: &PermitKind, expires_on: NaiveDate, late: bool) -> Option<NaiveDate> {
    (!late).then(|| years_later(expires_on, kind.term_years))
}

/// What an application is charged for: names and Rial.
fn fees(rules: &ApplicationRules, kind: ApplicationKind, late: bool, locale: Locale) -> Vec<(String, i64)> {
    rules.fees_of(kind, late, None).map(|fee| (word(locale, &fee.fa, &fee.en), fee.rial.get())).collect()
}

/// What an application costs, in Rial.
fn total(rules: &ApplicationRules, kind: ApplicationKind, late: bool, fuel: Option<Fuel>) -> i64 {
    // The policy is refused where its fees cannot be summed.
    Rial::sum(rules.fees_of(kind, late, fuel).map(|fee| fee.rial)).unwrap_or_default().get()
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
