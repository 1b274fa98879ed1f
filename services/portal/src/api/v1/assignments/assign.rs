use super::Assignment;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, created};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::assignments::{self, AssignInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Who is to drive, and when.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"driver_licence_id": "0198f0c2-6c1e-7d3a-9a59-0d6f6f3a1b42", "shift": "morning"}))]
pub struct NewAssignment {
    /// The id of the driver's permit, which must be valid today.
    driver_licence_id: String,
    /// A shift of the policy, such as `morning`.
    shift: String,
}

/// Assign a driver to a vehicle.
///
/// A driver drives one vehicle at a time.
#[utoipa::path(post, path = "/api/v1/vehicles/{id}/assignments", tag = "vehicles", params(("id" = Uuid, Path)), request_body = NewAssignment, responses((status = 201, body = Assignment, headers(("Location" = String)))))]
pub(super) async fn assign(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<NewAssignment>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let input = AssignInput::parse(ctx, &body.driver_licence_id, &body.shift)?;
    let assigned = assignments::assign(ctx, &caller.actor, *id, input, &command).await?;
    let shown = super::written(ctx, assigned.assignment_id, assigned.position).await?;
    Ok(created(&format!("/api/v1/assignments/{}", assigned.assignment_id), assigned.position, &shown))
}
