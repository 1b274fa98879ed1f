use super::Assignment;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::assignments;
use uuid::Uuid;

/// An assignment.
#[utoipa::path(get, path = "/api/v1/assignments/{id}", tag = "vehicles", params(("id" = Uuid, Path)), responses((status = 200, body = Assignment)))]
pub(super) async fn show(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams, id: web::Path<Uuid>) -> Result<HttpResponse, WebError> {
    Ok(json(&Assignment::from(assignments::view(&portal.ctx, &caller.actor, *id).await?)))
}
