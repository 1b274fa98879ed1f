use super::Affiliation;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::{Body, NoParams};
use crate::web::reply::{IdempotencyKey, Waited, done, json};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::agencies::{self, Answer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What is said to an affiliation.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"answer": "accept"}))]
pub struct AffiliationAnswer {
    /// `accept` an offer, or `leave`: decline it, take it back, or end what came of it.
    answer: String,
}

/// The places that you have or are offered in agencies.
#[derive(Debug, Serialize, ToSchema)]
pub struct Affiliations {
    affiliations: Vec<Affiliation>,
}

/// The places that you have or are offered in agencies.
#[utoipa::path(get, path = "/api/v1/me/affiliations", tag = "agencies", responses((status = 200, body = Affiliations)))]
pub(super) async fn mine(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams) -> Result<HttpResponse, WebError> {
    let places = agencies::my_places(&portal.ctx, &caller.actor).await?;
    Ok(json(&Affiliations { affiliations: places.iter().map(Affiliation::from).collect() }))
}

/// Accept an offer of an agency, decline it, or end what came of it.
///
/// For the driver, for an officer, and, to take back or end, for the agency's manager.
#[utoipa::path(post, path = "/api/v1/affiliations/{id}/answer", tag = "agencies", params(("id" = Uuid, Path)), request_body = AffiliationAnswer, responses((status = 200, body = Affiliation)))]
pub(super) async fn answer(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<AffiliationAnswer>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    caller.must_be_known()?;
    let command = key.command(&caller, &request, &body);
    let position = agencies::answer(ctx, &caller.actor, *id, Answer::parse(&body.answer)?, &command).await?;
    Ok(done(position, &super::written(ctx, *id, position).await?))
}
