use super::shape::Application;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::applications::{self, DecisionInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A decision.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"outcome": "grant", "reason_code": "all-in-order"}))]
pub struct NewDecision {
    /// `grant` or `refuse`.
    outcome: String,
    /// A reason of the policy.
    reason_code: String,
    /// What the applicant should know; sealed.
    note: String,
}

/// Agree to an application in principle, or refuse it.
#[utoipa::path(post, path = "/api/v1/applications/{id}/decision", tag = "applications", params(("id" = Uuid, Path)), request_body = NewDecision, responses((status = 200, body = Application)))]
pub(super) async fn decide(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<NewDecision>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let input = DecisionInput::parse(&body.outcome, &body.reason_code, &body.note)?;
    let position = applications::decide(ctx, &caller.actor, *id, input, &command).await?;
    ctx.shown(position).await?;
    let case = applications::case(ctx, &caller.actor, *id).await?;
    Ok(done(position, &Application::for_staff(&case.application)))
}
