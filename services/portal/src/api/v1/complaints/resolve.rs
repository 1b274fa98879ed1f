use super::shape::ComplaintCaseFile;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::complaints::{self, ResolutionInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A decision on a complaint.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"outcome": "not_upheld", "reason_code": "no-evidence"}))]
pub struct NewResolution {
    /// `upheld`, `not_upheld`, `referred` or `withdrawn`.
    outcome: String,
    /// A reason of the policy for this outcome.
    reason_code: String,
    /// What the passenger should know; sealed.
    note: String,
}

/// Decide on a complaint. A finding against the driver waits until the driver was heard or the time ran out.
#[utoipa::path(post, path = "/api/v1/complaints/{id}/resolution", tag = "complaints", params(("id" = Uuid, Path)), request_body = NewResolution, responses((status = 200, body = ComplaintCaseFile)))]
pub(super) async fn resolve(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<NewResolution>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let input = ResolutionInput::parse(&body.outcome, &body.reason_code, &body.note)?;
    let position = complaints::resolve(ctx, &caller.actor, *id, input, &command).await?;
    ctx.shown(position).await?;
    let case = complaints::case(ctx, &caller.actor, *id).await?;
    Ok(done(position, &ComplaintCaseFile::from(&case)))
}
