use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::json;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::shifts::{self, PositionInput};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A place of the car.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PhonePosition {
    /// Degrees to the north.
    lat: f64,
    /// Degrees to the east.
    lng: f64,
    /// When the phone was there, RFC 3339.
    at: DateTime<Utc>,
}

/// Places of the car since the last time, 120 at most.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"positions": [{"lat": 36.268, "lng": 50.004, "at": "2026-11-23T08:30:00Z"}]}))]
pub struct PositionBatch {
    positions: Vec<PhonePosition>,
}

/// How many of them counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeptPositions {
    kept: usize,
}

/// Tell where the car is, while one works and agreed to it.
///
/// Only the cell of a grid of about half a kilometre and the minute are kept, for some days. The same
/// minute counts once, so that a batch can be sent again.
#[utoipa::path(post, path = "/api/v1/shifts/{id}/positions", tag = "shifts", params(("id" = Uuid, Path)), request_body = PositionBatch, responses((status = 200, body = KeptPositions)))]
pub(super) async fn positions(
    portal: web::Data<Portal>,
    caller: Caller,
    id: web::Path<Uuid>,
    Body(body): Body<PositionBatch>,
) -> Result<HttpResponse, WebError> {
    let sent: Vec<_> = body.positions.iter().map(|place| PositionInput { latitude: place.lat, longitude: place.lng, at: place.at }).collect();
    let kept = shifts::positions(&portal.ctx, &caller.actor, *id, &sent).await?;
    Ok(json(&KeptPositions { kept }))
}
