use super::shape::Summary;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications;
use serde::Serialize;
use utoipa::ToSchema;

/// One's own applications, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Applications {
    items: Vec<Summary>,
}

/// One's own applications.
#[utoipa::path(get, path = "/api/v1/applications", tag = "applications", responses((status = 200, body = Applications)))]
pub(super) async fn list(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams) -> Result<HttpResponse, WebError> {
    let rows = applications::own_list(&portal.ctx, &caller.actor).await?;
    Ok(json(&Applications { items: rows.iter().map(Summary::new).collect() }))
}
