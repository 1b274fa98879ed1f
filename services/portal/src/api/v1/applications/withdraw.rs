use super::shape::Application;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::applications;
use uuid::Uuid;

/// Withdraw an application.
#[utoipa::path(post, path = "/api/v1/applications/{id}/withdrawal", tag = "applications", params(("id" = Uuid, Path)), responses((status = 200, body = Application)))]
pub(super) async fn withdraw(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    caller.must_be_known()?;
    let command = key.command(&caller, &request, &"withdrawal");
    let position = applications::withdraw(ctx, &caller.actor, *id, &command).await?;
    ctx.shown(position).await?;
    Ok(done(position, &Application::for_owner(&applications::own(ctx, &caller.actor, *id).await?)))
}
