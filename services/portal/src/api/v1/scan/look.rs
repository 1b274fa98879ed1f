use crate::api::v1::shape::{Licence, Vehicle};
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::scan::{Verdict, look as find};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// What a code says of the car, now.
#[derive(Debug, Serialize, ToSchema)]
pub struct Scan {
    code: String,
    /// Whether the car may serve.
    valid: bool,
    /// The licence's status, or `void_code` where a newer code has replaced this one.
    verdict: &'static str,
    licence: Licence,
    vehicle: Vehicle,
    /// Who drives, where the car may serve and the driver agreed to be shown.
    driver: Option<ScannedDriver>,
    checked_at: DateTime<Utc>,
}

/// A driver as passengers see them.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScannedDriver {
    first_name: String,
    /// A shift of the policy.
    shift: String,
    /// Where the photo is, as long as the driver is shown.
    photo: Option<String>,
}

/// What the code in a car stands for.
///
/// A replaced code and an ended licence are answers too, with `valid` false. A code that cannot be
/// one, because a letter was misread, is refused with 422; one that never was one with 404.
#[utoipa::path(get, path = "/api/v1/scan/{code}", tag = "scan", params(("code" = String, Path, description = "As printed, either case, with or without separators")), responses((status = 200, body = Scan)))]
pub(super) async fn look(portal: web::Data<Portal>, _: Waited, _: NoParams, code: web::Path<String>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let scanned = find(ctx, &code).await?;
    Ok(json(&Scan {
        code: scanned.token.to_string(),
        valid: scanned.verdict.is_valid(),
        verdict: match scanned.verdict {
            Verdict::Licence(standing) => standing.code(),
            Verdict::VoidCode => "void_code",
        },
        licence: Licence::new(&scanned.licence, scanned.licence.on(ctx.today())),
        driver: scanned.driver.as_ref().map(|driver| ScannedDriver {
            first_name: driver.first_name.clone(),
            shift: driver.shift.clone(),
            photo: driver.has_photo().then(|| format!("/v/{}/photo", scanned.token)),
        }),
        vehicle: Vehicle::for_anyone(&scanned.vehicle),
        checked_at: ctx.clock.now(),
    }))
}
