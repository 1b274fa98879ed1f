use super::shape::{Shift, current};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::shifts;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Whether the car's place may be known.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"given": true}))]
pub struct LocationConsent {
    given: bool,
}

/// Agree that the car's place be known, or agree no longer.
#[utoipa::path(post, path = "/api/v1/shifts/{id}/consent", tag = "shifts", params(("id" = Uuid, Path)), request_body = LocationConsent, responses((status = 200, body = Shift)))]
pub(super) async fn consent(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<LocationConsent>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let position = shifts::consent(ctx, &caller.actor, *id, body.given, &command).await?;
    ctx.shown(position).await?;
    Ok(done(position, &current(ctx, &caller.actor).await?))
}
