use crate::api::v1::assignments::Assignment;
use crate::api::v1::shape::{Code, Licence, Vehicle};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::vehicles;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A vehicle with its licences, its code and its drivers.
#[derive(Debug, Serialize, ToSchema)]
pub struct VehicleRecord {
    #[serde(flatten)]
    vehicle: Vehicle,
    /// The newest first.
    licences: Vec<Licence>,
    code: Option<Code>,
    /// Who drives it now, the longest first.
    drivers: Vec<Assignment>,
}

/// A vehicle with its licences, its code and its drivers.
///
/// The look is recorded in the log.
#[utoipa::path(get, path = "/api/v1/vehicles/{id}", tag = "vehicles", params(("id" = Uuid, Path)), responses((status = 200, body = VehicleRecord)))]
pub(super) async fn show(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams, id: web::Path<Uuid>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let view = vehicles::view(ctx, &caller.actor, *id).await?;
    let today = ctx.today();
    Ok(json(&VehicleRecord {
        vehicle: Vehicle::for_staff(&view.vehicle),
        licences: view.licences.iter().map(|licence| Licence::new(licence, licence.on(today))).collect(),
        code: view.codes.first().map(|code| Code::new(ctx, code)).transpose()?,
        drivers: view.drivers.into_iter().map(|driver| driver.assignment.into()).collect(),
    }))
}
