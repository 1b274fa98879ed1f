use super::shape::Poll;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::polls;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Nothing more is told.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct PollClosing {}

/// Ask no longer, before the last day.
#[utoipa::path(post, path = "/api/v1/polls/{id}/closing", tag = "polls", params(("id" = Uuid, Path)), request_body = PollClosing, responses((status = 200, body = Poll)))]
pub(super) async fn close(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<PollClosing>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let position = polls::close(ctx, &caller.actor, *id, &command).await?;
    ctx.shown(position).await?;
    let all = polls::all(ctx, &caller.actor).await?;
    let closed = all.into_iter().find(|poll| poll.row.poll_id == *id).ok_or(application::Failure::NotFound)?;
    Ok(done(position, &Poll::from(closed)))
}
