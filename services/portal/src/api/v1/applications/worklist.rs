use super::shape::Summary;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications::{self, WorklistEntry};
use serde::Serialize;
use utoipa::ToSchema;

/// An application that somebody works on.
#[derive(Debug, Serialize, ToSchema)]
pub struct Work {
    #[serde(flatten)]
    summary: Summary,
    applicant: String,
}

impl Work {
    fn all(entries: &[WorklistEntry]) -> Vec<Self> {
        entries.iter().map(|entry| Self { summary: Summary::new(&entry.row), applicant: entry.applicant.clone() }).collect()
    }
}

/// What waits for officers, the soonest due first, and what waits for applicants.
#[derive(Debug, Serialize, ToSchema)]
pub struct Works {
    under_review: Vec<Work>,
    with_applicants: Vec<Work>,
}

/// The officers' worklist.
#[utoipa::path(get, path = "/api/v1/worklist", tag = "applications", responses((status = 200, body = Works)))]
pub(super) async fn worklist(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams) -> Result<HttpResponse, WebError> {
    let list = applications::worklist(&portal.ctx, &caller.actor).await?;
    Ok(json(&Works { under_review: Work::all(&list.under_review), with_applicants: Work::all(&list.with_applicants) }))
}
