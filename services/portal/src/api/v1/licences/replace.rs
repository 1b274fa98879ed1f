use crate::api::v1::applications::{Application, begun};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::IdempotencyKey;
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::applications;
use uuid::Uuid;

/// Begin to replace the worn-out vehicle that your permit names.
///
/// An application in which another vehicle is named by its plate; what the application before knows is
/// taken over.
#[utoipa::path(post, path = "/api/v1/licences/{id}/replacements", tag = "licences", params(("id" = Uuid, Path)), responses((status = 201, body = Application, headers(("Location" = String)))))]
pub(super) async fn replace(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    caller.must_be_known()?;
    let command = key.command(&caller, &request, &());
    let started = applications::replace(ctx, &caller.actor, *id, &command).await?;
    begun(ctx, &caller, &started).await
}
