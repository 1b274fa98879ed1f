use super::shape::Application;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::applications::{self, SubmissionInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// The declaration; not needed again when what an officer asked for is sent.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"declared": true}))]
pub struct Submission {
    /// That all is true.
    declared: bool,
}

/// Send an application, or what an officer asked for.
#[utoipa::path(post, path = "/api/v1/applications/{id}/submission", tag = "applications", params(("id" = Uuid, Path)), request_body = Submission, responses((status = 200, body = Application)))]
pub(super) async fn submit(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<Submission>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    caller.must_be_known()?;
    let command = key.command(&caller, &request, &body);
    let position = applications::submit(ctx, &caller.actor, *id, SubmissionInput { declared: body.declared }, &command).await?;
    ctx.shown(position).await?;
    Ok(done(position, &Application::for_owner(&applications::own(ctx, &caller.actor, *id).await?)))
}
