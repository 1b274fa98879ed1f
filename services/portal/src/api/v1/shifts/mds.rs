use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::shifts::{SeenCar, seen};
use chrono::DateTime;
use domain::licensing::vehicle::Fuel;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A place in degrees.
#[derive(Debug, Serialize, ToSchema)]
pub struct MdsLocation {
    lat: f64,
    lng: f64,
}

/// The last that was heard of a car.
#[derive(Debug, Serialize, ToSchema)]
pub struct MdsTelemetry {
    telemetry_id: Uuid,
    device_id: Uuid,
    provider_id: Uuid,
    /// The shift.
    journey_id: Uuid,
    /// Milliseconds since 1970.
    timestamp: i64,
    location: MdsLocation,
}

/// A car.
#[derive(Debug, Serialize, ToSchema)]
pub struct MdsVehicleStatus {
    device_id: Uuid,
    provider_id: Uuid,
    /// The plate, or the vehicle's id where it has none.
    vehicle_id: String,
    license_plate: Option<String>,
    propulsion_types: Vec<&'static str>,
    last_telemetry: MdsTelemetry,
}

/// Cars whose drivers are at work and agreed to be seen.
#[derive(Debug, Serialize, ToSchema)]
pub struct MdsVehicles {
    version: &'static str,
    /// Milliseconds since 1970.
    last_updated: i64,
    /// Milliseconds.
    ttl: i64,
    vehicles_status: Vec<MdsVehicleStatus>,
}

/// Where cars are, in the field names of MDS 2.0.
///
/// Places are the middles of cells of about half a kilometre; who drives is not told. The look is
/// recorded.
#[utoipa::path(get, path = "/api/v1/mds/vehicles/status", tag = "shifts", responses((status = 200, body = MdsVehicles)))]
pub(super) async fn status(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let provider_id = Uuid::new_v5(&Uuid::NAMESPACE_URL, ctx.public_url.as_bytes());
    let cars = seen(ctx, &caller.actor).await?;
    Ok(json(&MdsVehicles {
        version: "2.0.0",
        last_updated: milliseconds(ctx.clock.now()),
        ttl: 60_000,
        vehicles_status: cars.iter().map(|car| one(car, provider_id)).collect(),
    }))
}

fn milliseconds(at: DateTime<chrono::Utc>) -> i64 {
    at.timestamp_millis()
}

fn one(car: &SeenCar, provider_id: Uuid) -> MdsVehicleStatus {
    let (device_id, plate) = (car.vehicle.vehicle_id, car.vehicle.plate.as_ref().map(ToString::to_string));
    let (lat, lng) = car.cell.middle();
    MdsVehicleStatus {
        device_id,
        provider_id,
        vehicle_id: plate.clone().unwrap_or_else(|| device_id.to_string()),
        license_plate: plate,
        propulsion_types: match car.vehicle.fuel {
            Some(Fuel::Electric) => vec!["electric"],
            Some(Fuel::Hybrid) => vec!["hybrid"],
            Some(Fuel::Petrol | Fuel::Cng | Fuel::Dual) => vec!["combustion"],
            None => Vec::new(),
        },
        last_telemetry: MdsTelemetry {
            telemetry_id: Uuid::new_v5(&car.shift_id, car.at.to_rfc3339().as_bytes()),
            device_id,
            provider_id,
            journey_id: car.shift_id,
            timestamp: milliseconds(car.at),
            location: MdsLocation { lat, lng },
        },
    }
}
