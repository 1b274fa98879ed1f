use super::shape::{Shift, current};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, created};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::shifts;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A shift that begins.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"consent": true}))]
pub struct NewShift {
    /// Whether the car's place may be known while it lasts.
    consent: bool,
}

/// Begin a shift in the car that one is assigned to.
#[utoipa::path(post, path = "/api/v1/shifts", tag = "shifts", request_body = NewShift, responses((status = 201, body = Shift, headers(("Location" = String)))))]
pub(super) async fn start(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    Body(body): Body<NewShift>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let started = shifts::start(ctx, &caller.actor, body.consent, &command).await?;
    ctx.shown(started.position).await?;
    Ok(created("/api/v1/me/shift", started.position, &current(ctx, &caller.actor).await?))
}
