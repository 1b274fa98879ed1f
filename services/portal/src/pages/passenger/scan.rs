//! The page behind the code in the car.

use super::CodePath;
use super::looked::{looked, vehicle};
use crate::routes::{Access, Endpoint, get};
use crate::pages::map;
use crate::views::scan::{self, Scan, ScanStop, StopReason};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::page;
use crate::web::server::Portal;
use crate::web::scan_pages::minute;
use actix_web::body::to_bytes;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use application::{Actor, Context, Failure};
use application::scan::{Scanned, ScannedDriver, Verdict};
use chrono::NaiveDate;
use domain::licensing::licence::Standing;

/// Its addresses: the sticker's own, and one per language.
pub(super) fn endpoints() -> Vec<Endpoint> {
    ["/V/{code}", "/v/{code}", "/{lang}/V/{code}", "/{lang}/v/{code}"]
        .into_iter()
        .map(|path| get(path, Access::Anyone, || web::to(show)))
        .collect()
}

/// Strangers get a page that was rendered within the minute, where nothing has changed since.
async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<CodePath>, request: HttpRequest) -> Result<HttpResponse, WebError> {
    let projections = &portal.ctx.projections;
    let minute = minute(portal.ctx.clock.now());
    let keeps = caller.actor == Actor::Public && request.query_string().is_empty() && request.cookies().is_ok_and(|all| all.is_empty());
    if keeps
        && let Some((rendered, page)) = portal.scan_pages.get(projections, request.path())
        && rendered == minute
    {
        return Ok(html(page));
    }
    let stamp = projections.stamp();
    let shown = render(&portal, &caller, &path).await?;
    if !keeps || shown.status() != StatusCode::OK {
        return Ok(shown);
    }
    let body = to_bytes(shown.into_body()).await.map_err(|error| Failure::Internal(error.to_string()))?;
    portal.scan_pages.keep(stamp, request.path().to_owned(), (minute, body.clone()));
    Ok(html(body))
}

fn html(page: Bytes) -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page)
}

async fn render(portal: &Portal, caller: &Caller, path: &CodePath) -> Result<HttpResponse, WebError> {
    let scanned = match looked(&portal.ctx, caller, &path.code).await? {
        Ok(scanned) => scanned,
        Err(stop) => return Ok(stop),
    };
    let ctx = &portal.ctx;
    let checked_at = ctx.clock.now();
    let code = scanned.token.to_string();
    let Some(stopped) = reason(scanned.verdict) else {
        return page(&Scan {
            page: caller.page(),
            takes_fares: scanned.takes_fares() && ctx.gateways.first().is_some(),
            driver: scanned.driver.as_ref().map(|driver| shown(ctx, caller, &code, driver)),
            code,
            vehicle: vehicle(&scanned.vehicle, caller),
            licence_number: scanned.licence.number.clone(),
            licence_id: scanned.licence.licence_id.to_string(),
            expires_on: scanned.licence.expires_on,
            checked_at,
        });
    };
    let (since, until) = dates(&scanned, stopped);
    page(&ScanStop {
        page: caller.page(),
        reason: stopped,
        code,
        vehicle: Some(vehicle(&scanned.vehicle, caller)),
        licence_id: Some(scanned.licence.licence_id.to_string()),
        since,
        until,
        checked_at,
    })
}

/// The driver, where one is to be shown.
fn shown(ctx: &Context, caller: &Caller, code: &str, driver: &ScannedDriver) -> scan::ScannedDriver {
    scan::ScannedDriver {
        name: driver.first_name.clone(),
        shift: map::choice(&ctx.policy_now().licensing.shifts, caller.locale, &driver.shift),
        photo_url: driver.has_photo().then(|| format!("/v/{code}/photo")),
    }
}

/// Why nobody should ride; none where the licence is valid.
fn reason(verdict: Verdict) -> Option<StopReason> {
    Some(match verdict {
        Verdict::VoidCode => StopReason::VoidCode,
        Verdict::Licence(Standing::Valid) => return None,
        Verdict::Licence(Standing::NotYetValid) => StopReason::NotYetValid,
        Verdict::Licence(Standing::Suspended) => StopReason::Suspended,
        Verdict::Licence(Standing::Expired) => StopReason::Expired,
        Verdict::Licence(Standing::Surrendered) => StopReason::Surrendered,
        Verdict::Licence(Standing::Revoked) => StopReason::Revoked,
        Verdict::Licence(Standing::Terminated) => StopReason::Terminated,
    })
}

/// Since when, and until when.
fn dates(scanned: &Scanned, reason: StopReason) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let licence = &scanned.licence;
    match reason {
        StopReason::Suspended => (licence.suspended_from, licence.suspended_until),
        StopReason::Expired => (licence.expires_on.and_then(|last| last.succ_opt()), None),
        StopReason::NotYetValid => (None, licence.starts_on.and_then(|first| first.pred_opt())),
        _ => (None, None),
    }
}
