use super::shape::ComplaintCaseFile;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::complaints;
use uuid::Uuid;

/// A complaint with all that is in it; the look is recorded.
#[utoipa::path(get, path = "/api/v1/complaints/{id}/case", tag = "complaints", params(("id" = Uuid, Path)), responses((status = 200, body = ComplaintCaseFile)))]
pub(super) async fn case(portal: web::Data<Portal>, caller: Caller, _: Waited, id: web::Path<Uuid>, _: NoParams) -> Result<HttpResponse, WebError> {
    let case = complaints::case(&portal.ctx, &caller.actor, *id).await?;
    Ok(json(&ComplaintCaseFile::from(&case)))
}
