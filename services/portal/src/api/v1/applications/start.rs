use super::shape::Application;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, created};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::Context;
use application::applications::{self, StartInput, StartedApplication};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is applied for.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"permit_kind": "taxi_driver", "kind": "new"}))]
pub struct NewApplication {
    /// A permit kind of the policy that can be applied for, such as `taxi_driver`.
    permit_kind: String,
    /// `new`.
    kind: String,
}

/// Begin an application.
#[utoipa::path(post, path = "/api/v1/applications", tag = "applications", request_body = NewApplication, responses((status = 201, body = Application, headers(("Location" = String)))))]
pub(super) async fn start(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    Body(body): Body<NewApplication>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    caller.must_be_known()?;
    let command = key.command(&caller, &request, &body);
    let input = StartInput::parse(ctx, &body.permit_kind, &body.kind)?;
    let started = applications::start(ctx, &caller.actor, input, &command).await?;
    begun(ctx, &caller, &started).await
}

/// The answer to whoever began an application, in whichever way.
pub(in crate::api::v1) async fn begun(ctx: &Context, caller: &Caller, started: &StartedApplication) -> Result<HttpResponse, WebError> {
    ctx.shown(started.position).await?;
    let own = applications::own(ctx, &caller.actor, started.application_id).await?;
    Ok(created(&format!("/api/v1/applications/{}", started.application_id), started.position, &Application::for_owner(&own)))
}
