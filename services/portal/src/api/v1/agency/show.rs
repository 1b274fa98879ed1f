use super::Affiliation;
use crate::api::v1::shape::{Licence, Vehicle};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::agencies::{self, FleetDriver, FleetVehicle};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A vehicle of the fleet.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgencyVehicle {
    affiliation: Affiliation,
    vehicle: Vehicle,
    /// Its newest licence.
    licence: Option<Licence>,
}

/// A driver of the fleet.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgencyDriver {
    affiliation: Affiliation,
    /// Empty before the driver agreed.
    name: String,
    /// The newest permit.
    permit: Option<Licence>,
    /// Whether the permit can be renewed today.
    may_renew: bool,
}

/// An agency with its fleet.
#[derive(Debug, Serialize, ToSchema)]
pub struct Agency {
    agency_id: Uuid,
    name: String,
    premises: String,
    licence: Option<Licence>,
    /// The soonest to expire first.
    vehicles: Vec<AgencyVehicle>,
    /// The soonest to expire first.
    drivers: Vec<AgencyDriver>,
}

/// The agency that you manage, with its fleet.
#[utoipa::path(get, path = "/api/v1/agency", tag = "agencies", responses((status = 200, body = Agency)))]
pub(super) async fn show(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams) -> Result<HttpResponse, WebError> {
    let fleet = agencies::fleet(&portal.ctx, &caller.actor).await?;
    Ok(json(&Agency {
        agency_id: fleet.agency.agency_id,
        name: fleet.agency.name.clone(),
        premises: fleet.premises.clone(),
        licence: fleet.licence.as_ref().map(|(row, standing)| Licence::new(row, *standing)),
        vehicles: fleet.vehicles.iter().map(vehicle).collect(),
        drivers: fleet.drivers.iter().map(driver).collect(),
    }))
}

fn vehicle(row: &FleetVehicle) -> AgencyVehicle {
    AgencyVehicle {
        affiliation: (&row.place).into(),
        vehicle: Vehicle::for_anyone(&row.vehicle),
        licence: row.licence.as_ref().map(|(licence, standing)| Licence::new(licence, *standing)),
    }
}

fn driver(row: &FleetDriver) -> AgencyDriver {
    AgencyDriver {
        affiliation: (&row.place).into(),
        name: row.name.clone(),
        permit: row.permit.as_ref().map(|(licence, standing)| Licence::new(licence, *standing)),
        may_renew: row.may_renew,
    }
}
