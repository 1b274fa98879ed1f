use super::shape::ComplaintCaseFile;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::complaints::{self, AskDriverInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What the driver is asked about.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"account": "می‌گویند کرایه دو برابر نرخ مصوب گرفته شده است."}))]
pub struct DriverQuestion {
    /// What is complained of, without anything that tells who complains; sealed.
    account: String,
}

/// Ask the driver, once.
#[utoipa::path(post, path = "/api/v1/complaints/{id}/driver-questions", tag = "complaints", params(("id" = Uuid, Path)), request_body = DriverQuestion, responses((status = 200, body = ComplaintCaseFile)))]
pub(super) async fn ask_driver(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<DriverQuestion>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let input = AskDriverInput::parse(&body.account)?;
    let position = complaints::ask_driver(ctx, &caller.actor, *id, input, &command).await?;
    ctx.shown(position).await?;
    let case = complaints::case(ctx, &caller.actor, *id).await?;
    Ok(done(position, &ComplaintCaseFile::from(&case)))
}
