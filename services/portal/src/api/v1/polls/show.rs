use super::shape::Poll;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::polls;
use uuid::Uuid;

/// One question to passengers and what came of it.
#[utoipa::path(get, path = "/api/v1/polls/{id}", tag = "polls", params(("id" = Uuid, Path)), responses((status = 200, body = Poll)))]
pub(super) async fn show(portal: web::Data<Portal>, _: Waited, id: web::Path<Uuid>, _: NoParams) -> Result<HttpResponse, WebError> {
    Ok(json(&Poll::from(polls::one(&portal.ctx, *id).await?)))
}
