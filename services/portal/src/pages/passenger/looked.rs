//! A code looked up, or the page that stops whoever has it.

use crate::pages::map;
use crate::views::feedback::RiddenVehicle;
use crate::views::scan::{ScanStop, ScannedVehicle, StopReason};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::page_with;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use application::scan::{Scanned, look};
use application::{Context, Failure};
use projections::register::VehicleRow;

/// What a code stands for; a code that stands for nothing gets its page.
pub(super) async fn looked(ctx: &Context, caller: &Caller, code: &str) -> Result<Result<Scanned, HttpResponse>, WebError> {
    let (reason, status) = match look(ctx, code).await {
        Ok(scanned) => return Ok(Ok(scanned)),
        Err(Failure::Invalid(_)) => (StopReason::MalformedCode, StatusCode::UNPROCESSABLE_ENTITY),
        Err(Failure::NotFound) => (StopReason::UnknownCode, StatusCode::NOT_FOUND),
        Err(other) => return Err(other.into()),
    };
    let stop = ScanStop { page: caller.page(), reason, code: code.to_owned(), checked_at: ctx.clock.now(), ..ScanStop::default() };
    page_with(status, &stop).map(Err)
}

/// The vehicle as the scan page shows it.
pub(super) fn vehicle(row: &VehicleRow, caller: &Caller) -> ScannedVehicle {
    ScannedVehicle {
        plate: row.plate.as_ref().map(map::plate),
        number: map::vehicle_number(row),
        description: map::description(row, caller.locale),
        holder: row.agency.clone().or_else(|| row.company.clone()),
    }
}

/// The vehicle above a form.
pub(super) fn ridden(row: &VehicleRow, caller: &Caller) -> RiddenVehicle {
    let description = map::description(row, caller.locale);
    let number = row.plate.is_none().then(|| map::vehicle_number(row));
    RiddenVehicle {
        plate: row.plate.as_ref().map(map::plate),
        description: number.into_iter().chain(Some(description)).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
    }
}
