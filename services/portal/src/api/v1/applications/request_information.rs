use super::shape::Application;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::applications::{self, InformationInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What an officer asks the applicant for.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"documents": ["portrait"], "message": "لطفاً یک عکس تازه بفرستید."}))]
pub struct InformationRequest {
    /// Questions to be answered again, by code.
    questions: Vec<String>,
    /// Documents to be handed in again, by code.
    documents: Vec<String>,
    /// What to do, in plain words; sealed.
    message: String,
}

/// Ask the applicant for what is missing or wrong.
#[utoipa::path(post, path = "/api/v1/applications/{id}/information-requests", tag = "applications", params(("id" = Uuid, Path)), request_body = InformationRequest, responses((status = 200, body = Application)))]
pub(super) async fn request_information(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<InformationRequest>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let input = InformationInput::parse(&body.questions, &body.documents, &body.message)?;
    let position = applications::request_information(ctx, &caller.actor, *id, input, &command).await?;
    ctx.shown(position).await?;
    let case = applications::case(ctx, &caller.actor, *id).await?;
    Ok(done(position, &Application::for_staff(&case.application)))
}
