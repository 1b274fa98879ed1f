//! A licence on one sheet of paper: HTML that a browser prints, or keeps as a PDF.

use super::{IdPath, picture, squares};
use crate::pages::map;
use crate::routes::{Access, Endpoint, get};
use crate::views::my::Certificate;
use crate::views::register::Fact;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Context;
use application::licences::{self, certificate};
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/licences/{id}/certificate", Access::SignedIn, || web::to(show))]
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>) -> Result<HttpResponse, WebError> {
    sheet(&portal.ctx, &caller, path.id).await
}

/// The sheet, the same for people and programs.
///
/// # Errors
/// Those of the use case.
pub async fn sheet(ctx: &Context, caller: &Caller, licence_id: Uuid) -> Result<HttpResponse, WebError> {
    let shown = certificate(ctx, &caller.actor, licence_id).await?;
    let locale = caller.locale;
    let mut frame = caller.page();
    frame.path = format!("/licences/{licence_id}/certificate");
    page(&Certificate {
        page: frame,
        licence_path: if shown.is_own { format!("/licences/{licence_id}") } else { format!("/desk/licences/{licence_id}") },
        number: shown.licence.number.clone(),
        kind: map::kind(ctx.policy_now(), locale, &shown.licence.permit_kind),
        photo: shown.photo.as_ref().map(picture),
        plate: shown.vehicle.as_ref().and_then(|car| car.plate.as_ref()).map(map::plate),
        facts: facts(ctx, caller, &shown),
        starts_on: shown.licence.starts_on,
        expires_on: shown.licence.expires_on,
        is_renewing: shown.licence.renewal_id.is_some(),
        issued: shown.issued.as_ref().map(|state| (state.recorded_at, state.position)),
        printed_at: ctx.clock.now(),
        code: shown.code.as_ref().map(squares),
        verify_at: shown.verify_at,
        holder: shown.holder.map(|holder| (holder.full_name(), holder.national_id)),
    })
}

fn facts(ctx: &Context, caller: &Caller, shown: &licences::Certificate) -> Vec<Fact> {
    let locale = caller.locale;
    let shifts = &ctx.policy_now().licensing.shifts;
    let vehicle = shown.vehicle.as_ref();
    let fuel = vehicle.and_then(|car| car.fuel).map(|fuel| i18n::text(locale, &format!("fuel-{}", fuel.code())));
    [
        ("fact-vehicle", vehicle.map(|car| map::description(car, locale))),
        ("fact-fuel", fuel),
        ("fact-shift", shown.assignment.as_ref().map(|driver| map::choice(shifts, locale, &driver.shift))),
        ("fact-agency", vehicle.and_then(|car| car.agency.clone())),
    ]
    .into_iter()
    .filter_map(|(key, value)| value.map(|value| Fact::words(key, value)))
    .collect()
}
