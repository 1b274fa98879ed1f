use super::shape::ComplaintSummary;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::complaints;
use serde::Serialize;
use utoipa::ToSchema;

/// What waits for a decision, the soonest due first, and what was decided lately.
#[derive(Debug, Serialize, ToSchema)]
pub struct Complaints {
    open: Vec<ComplaintSummary>,
    resolved: Vec<ComplaintSummary>,
}

/// The officers' complaints.
#[utoipa::path(get, path = "/api/v1/complaints", tag = "complaints", responses((status = 200, body = Complaints)))]
pub(super) async fn worklist(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams) -> Result<HttpResponse, WebError> {
    let list = complaints::worklist(&portal.ctx, &caller.actor).await?;
    Ok(json(&Complaints { open: ComplaintSummary::all(&list.open), resolved: ComplaintSummary::all(&list.resolved) }))
}
