use crate::api::v1::shape::Vehicle;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, created};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::Failure;
use application::vehicles::{self, RegisterInput, RegisterVehicleInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A vehicle; every field is needed.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"plate": "12ت345-79", "vin": "NAAM01E15HK123456", "make": "ایران خودرو", "model": "سمند", "year": 2022, "colour": "زرد", "fuel": "dual", "permit_kind": "taxi"}))]
pub struct NewVehicle {
    /// As people write it: digits of any script, spaces, hyphens, `T` for `ت`.
    plate: String,
    /// 17 letters and digits.
    vin: String,
    make: String,
    model: String,
    /// The year of manufacture, Gregorian.
    year: Option<i64>,
    colour: String,
    /// `petrol`, `cng`, `dual`, `hybrid` or `electric`.
    fuel: String,
    /// A permit kind of the policy, such as `taxi`.
    permit_kind: String,
}

/// Put a vehicle on the register.
#[utoipa::path(post, path = "/api/v1/vehicles", tag = "vehicles", request_body = NewVehicle, responses((status = 201, body = Vehicle, headers(("Location" = String)))))]
pub(super) async fn register(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    Body(body): Body<NewVehicle>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let year = body.year.map(|year| year.to_string()).unwrap_or_default();
    let NewVehicle { plate, vin, make, model, colour, fuel, permit_kind, .. } = body;
    let input = RegisterVehicleInput::parse(ctx, &RegisterInput { plate, vin, make, model, year, colour, fuel, permit_kind })?;
    let done = vehicles::register(ctx, &caller.actor, input, &command).await?;
    ctx.shown(done.position).await?;
    let vehicle = projections::register::query::vehicle(ctx.pool(), done.vehicle_id).await?.ok_or(Failure::NotFound)?;
    Ok(created(&format!("/api/v1/vehicles/{}", done.vehicle_id), done.position, &Vehicle::for_staff(&vehicle)))
}
