use super::Assignment;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::assignments;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Nothing is asked.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct EndOfAssignment {}

/// End an assignment.
#[utoipa::path(post, path = "/api/v1/assignments/{id}/end", tag = "vehicles", params(("id" = Uuid, Path)), request_body = EndOfAssignment, responses((status = 200, body = Assignment)))]
pub(super) async fn end(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<EndOfAssignment>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let position = assignments::end(ctx, &caller.actor, *id, &key.command(&caller, &request, &body)).await?;
    Ok(done(position, &super::written(ctx, *id, position).await?))
}
