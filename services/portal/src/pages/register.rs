//! The public register.

use super::{faults, map};
use crate::routes::{Access, Endpoint, get};
use crate::views::register::{RatingSummary, Register, RegisterFilters, RegisterLicence, RegisterRow};
use crate::views::{Choice, SourceStatus, TimelineEntry};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::{page, page_with};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::register::{SearchInput, search, show};
use domain::identity::account::Role;
use domain::licensing::licence::Standing;
use projections::register::LicenceStateRow;
use serde::Deserialize;
use uuid::Uuid;

/// The register's pages.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/register", Access::Anyone, || web::to(list)),
        get("/{lang}/register/{licence_id}", Access::Anyone, || web::to(licence)),
    ]
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ListQuery {
    search: String,
    status: String,
    kind: String,
    cursor: String,
}

async fn list(portal: web::Data<Portal>, caller: Caller, query: web::Query<ListQuery>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let locale = caller.locale;
    let mut view = Register {
        page: caller.page(),
        filters: RegisterFilters { search: query.search.clone(), status: query.status.clone(), kind: query.kind.clone() },
        ..Register::default()
    };
    let kinds = projections::register::query::permit_kinds(ctx.pool()).await?;
    view.kinds = kinds.iter().map(|code| Choice::new(code.clone(), map::kind(ctx.policy_now(), locale, code))).collect();
    let input = match SearchInput::parse(&query.search, &query.status, &query.kind, "", "", &query.cursor, None) {
        Ok(input) => input,
        Err(failure) => {
            let refused = faults::refused(failure, locale, "register", faults::same_name)?;
            view.errors = refused.errors;
            return page_with(refused.status, &view);
        }
    };
    let found = search(ctx, &input).await?;
    view.total = Some(found.total);
    let filters = encoded(&[("search", &query.search), ("status", &query.status), ("kind", &query.kind)]);
    view.first = (!query.cursor.is_empty()).then(|| filters.clone());
    view.next = found.next.map(|cursor| format!("{filters}&cursor={cursor}"));
    view.rows = found
        .found
        .iter()
        .map(|row| RegisterRow {
            id: row.licence.licence_id.to_string(),
            number: row.licence.number.clone(),
            plate: row.vehicle.plate.as_ref().map(map::plate),
            vehicle: map::description(&row.vehicle, locale),
            kind: map::kind(ctx.policy_now(), locale, &row.licence.permit_kind),
            status: map::status(row.standing),
            holder: row.vehicle.agency.clone().or_else(|| row.vehicle.company.clone()),
        })
        .collect();
    page(&view)
}

/// A query string of what is set.
pub(super) fn encoded(pairs: &[(&str, &str)]) -> String {
    let escape = |text: &str| -> String {
        text.bytes()
            .map(|b| if b.is_ascii_alphanumeric() || b"-._~".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect()
    };
    let set = pairs.iter().filter(|(_, value)| !value.is_empty());
    set.map(|(name, value)| format!("{name}={}", escape(value))).collect::<Vec<_>>().join("&")
}

async fn licence(portal: web::Data<Portal>, caller: Caller, path: web::Path<(String, Uuid)>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let shown = show(ctx, path.1).await?;
    let locale = caller.locale;
    let policy = ctx.policy_now();
    let view = RegisterLicence {
        page: caller.page(),
        number: shown.licence.number.clone(),
        kind: map::kind(policy, locale, &shown.licence.permit_kind),
        status: map::status(shown.standing),
        checked_at: ctx.clock.now(),
        source: shown.licence.source.clone().zip(shown.licence.source_status.clone()).map(|(register, word)| SourceStatus { register, word }),
        plate: shown.vehicle.plate.as_ref().map(map::plate),
        facts: map::facts(&shown.vehicle, locale),
        starts_on: shown.licence.starts_on,
        expires_on: shown.licence.expires_on,
        warnings: map::warnings(&shown.vehicle, locale),
        timeline: timeline(&shown.states, &caller, policy),
        rating: shown.ratings.map(|published| RatingSummary { tenths: published.tenths.into(), count: published.at_least.into() }),
    };
    page(&view)
}

/// Every state that the licence was in.
pub(super) fn timeline(states: &[LicenceStateRow], caller: &Caller, policy: &domain::policy::Policy) -> Vec<TimelineEntry> {
    let sees_history = caller.actor.has(&[Role::Auditor]);
    states
        .iter()
        .map(|state| TimelineEntry {
            at: state.recorded_at,
            title: i18n::text(caller.locale, &format!("event-{}", state.event_type)),
            detail: state.ground.as_ref().map(|code| map::ground(policy, caller.locale, code)).or_else(|| state.source_status.clone()),
            adverse: !matches!(state.standing, Standing::Valid),
            position: sees_history.then_some(state.position),
        })
        .collect()
}
