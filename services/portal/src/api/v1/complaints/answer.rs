use super::shape::ComplaintCaseFile;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::complaints::{self, AnswerInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// An answer to the passenger.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"text": "شکایت شما را بررسی می‌کنیم."}))]
pub struct NewAnswer {
    /// What the passenger reads by the tracking code; sealed.
    text: String,
}

/// Write to the passenger.
#[utoipa::path(post, path = "/api/v1/complaints/{id}/answers", tag = "complaints", params(("id" = Uuid, Path)), request_body = NewAnswer, responses((status = 200, body = ComplaintCaseFile)))]
pub(super) async fn answer(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<NewAnswer>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let input = AnswerInput::parse(&body.text)?;
    let position = complaints::answer_passenger(ctx, &caller.actor, *id, input, &command).await?;
    ctx.shown(position).await?;
    let case = complaints::case(ctx, &caller.actor, *id).await?;
    Ok(done(position, &ComplaintCaseFile::from(&case)))
}
