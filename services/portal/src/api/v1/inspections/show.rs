use super::Inspection;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::{inspections, vehicles};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A vehicle's inspections.
#[derive(Debug, Serialize, ToSchema)]
pub struct Inspections {
    /// The newest first.
    inspections: Vec<Inspection>,
    /// Whether the vehicle failed too many in a row.
    worn_out: bool,
    /// The day on which it reaches its threshold age.
    threshold_on: Option<chrono::NaiveDate>,
    /// Whether it has.
    past_threshold: bool,
}

/// A vehicle's inspections, and how long it serves.
///
/// The look is recorded in the log.
#[utoipa::path(get, path = "/api/v1/vehicles/{id}/inspections", tag = "vehicles", params(("id" = Uuid, Path)), responses((status = 200, body = Inspections)))]
pub(super) async fn list(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams, id: web::Path<Uuid>) -> Result<HttpResponse, WebError> {
    let view = vehicles::view(&portal.ctx, &caller.actor, *id).await?;
    Ok(json(&Inspections {
        inspections: view.inspections.iter().map(Inspection::from).collect(),
        worn_out: view.vehicle.worn_out,
        threshold_on: view.vehicle.threshold_on,
        past_threshold: view.vehicle.past_threshold,
    }))
}

/// An inspection.
#[utoipa::path(get, path = "/api/v1/inspections/{id}", tag = "vehicles", params(("id" = Uuid, Path)), responses((status = 200, body = Inspection)))]
pub(super) async fn show(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams, id: web::Path<Uuid>) -> Result<HttpResponse, WebError> {
    Ok(json(&Inspection::from(&inspections::view(&portal.ctx, &caller.actor, *id).await?)))
}
