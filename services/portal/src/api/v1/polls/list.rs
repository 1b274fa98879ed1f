use super::shape::Poll;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::polls;
use serde::Serialize;
use utoipa::ToSchema;

/// Polls that have begun, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Polls {
    items: Vec<Poll>,
}

/// Questions to passengers and what came of them.
#[utoipa::path(get, path = "/api/v1/polls", tag = "polls", responses((status = 200, body = Polls)))]
pub(super) async fn list(portal: web::Data<Portal>, _: Waited, _: NoParams) -> Result<HttpResponse, WebError> {
    let polls = polls::everyones(&portal.ctx).await?;
    Ok(json(&Polls { items: polls.into_iter().map(Poll::from).collect() }))
}
