use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::Waited;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications;
use uuid::Uuid;

/// A document's picture, for its owner, or for staff, whose look is recorded.
#[utoipa::path(get, path = "/api/v1/applications/{id}/documents/{document_id}", tag = "applications", params(("id" = Uuid, Path), ("document_id" = Uuid, Path)), responses((status = 200, content_type = "image/jpeg")))]
pub(super) async fn document(
    portal: web::Data<Portal>,
    caller: Caller,
    _: Waited,
    ids: web::Path<(Uuid, Uuid)>,
    _: NoParams,
) -> Result<HttpResponse, WebError> {
    let (application_id, document_id) = ids.into_inner();
    let document = applications::document(&portal.ctx, &caller.actor, application_id, document_id).await?;
    Ok(HttpResponse::Ok().content_type(document.media_type).body(document.bytes))
}
