use super::Inspection;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, created};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::inspections::{self, SCHEDULERS, ScheduleInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// When a vehicle is to come.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"on": "2026-12-02"}))]
pub struct NewInspection {
    /// An ISO date, today or later.
    on: String,
}

/// Appoint an inspection of a vehicle, which has one appointment at a time.
#[utoipa::path(post, path = "/api/v1/vehicles/{id}/inspections", tag = "vehicles", params(("id" = Uuid, Path)), request_body = NewInspection, responses((status = 201, body = Inspection, headers(("Location" = String)))))]
pub(super) async fn schedule(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<NewInspection>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    caller.actor.must_have(SCHEDULERS)?;
    let command = key.command(&caller, &request, &body);
    let scheduled = inspections::schedule(ctx, &caller.actor, *id, ScheduleInput::parse(&body.on)?, &command).await?;
    let shown = super::written(ctx, scheduled.inspection_id, scheduled.position).await?;
    Ok(created(&format!("/api/v1/inspections/{}", scheduled.inspection_id), scheduled.position, &shown))
}
