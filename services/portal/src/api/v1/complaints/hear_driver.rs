use super::shape::DriverComplaint;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::complaints::{self, HearingInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What a driver says.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"text": "سفر دربست بود و کرایه را پیش از حرکت گفتم."}))]
pub struct NewDriverAnswer {
    /// What happened, in the driver's words; sealed.
    text: String,
}

/// Tell what happened, as the driver who was asked.
#[utoipa::path(post, path = "/api/v1/complaints/{id}/driver-answer", tag = "complaints", params(("id" = Uuid, Path)), request_body = NewDriverAnswer, responses((status = 200, body = DriverComplaint)))]
pub(super) async fn hear_driver(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<NewDriverAnswer>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let input = HearingInput::parse(&body.text)?;
    let position = complaints::hear_driver(ctx, &caller.actor, *id, input, &command).await?;
    ctx.shown(position).await?;
    Ok(done(position, &DriverComplaint::from(complaints::put_to_me_one(ctx, &caller.actor, *id).await?)))
}
