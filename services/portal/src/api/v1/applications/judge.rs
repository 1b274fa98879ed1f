use super::shape::Application;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::applications::{self, JudgementInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What an officer finds of a document.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"verdict": "reject", "reason_code": "unreadable", "note": "عکس تار است."}))]
pub struct Judgement {
    /// `accept` or `reject`.
    verdict: String,
    /// Why it is rejected, by the policy's code.
    reason_code: String,
    /// What to do about it, for the applicant; sealed.
    note: String,
}

/// Accept or reject a document.
#[utoipa::path(post, path = "/api/v1/applications/{id}/documents/{document_id}/judgement", tag = "applications", params(("id" = Uuid, Path), ("document_id" = Uuid, Path)), request_body = Judgement, responses((status = 200, body = Application)))]
pub(super) async fn judge(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    ids: web::Path<(Uuid, Uuid)>,
    Body(body): Body<Judgement>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let (application_id, document_id) = ids.into_inner();
    let command = key.command(&caller, &request, &body);
    let input = JudgementInput::parse(&body.verdict, &body.reason_code, &body.note)?;
    let position = applications::judge(ctx, &caller.actor, application_id, document_id, input, &command).await?;
    ctx.shown(position).await?;
    let case = applications::case(ctx, &caller.actor, application_id).await?;
    Ok(done(position, &Application::for_staff(&case.application)))
}
