use crate::api::v1::shape::Code;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::Failure;
use application::fleet_codes::{ReissueInput, reissue};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Why the car gets a new code.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"reason": "lost"}))]
pub struct Reissue {
    /// A reason of the policy, such as `lost`, `damaged` or `stolen`.
    reason: String,
}

/// Give a car a new code; the one before is void at once.
#[utoipa::path(post, path = "/api/v1/vehicles/{id}/fleet-code", tag = "vehicles", params(("id" = Uuid, Path)), request_body = Reissue, responses((status = 200, body = Code)))]
pub(super) async fn reissue_code(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<Reissue>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let position = reissue(ctx, &caller.actor, *id, ReissueInput::parse(&body.reason)?, &command).await?;
    ctx.shown(position).await?;
    let code = projections::fleet_codes::query::of_vehicles(ctx.pool(), &[*id]).await?.pop().ok_or(Failure::NotFound)?;
    Ok(done(position, &Code::new(ctx, &code)?))
}
