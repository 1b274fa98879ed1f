use super::Affiliation;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, created};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::agencies::{self, MANAGERS, OfferInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whom or what the agency wants: one of the two.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"permit_number": "D-1405-000871"}))]
pub struct NewAffiliation {
    /// The number of a driver's permit, which must be valid today.
    permit_number: String,
    /// The plate of a vehicle on the register.
    plate: String,
}

/// Offer a driver or a vehicle a place in your agency.
///
/// A driver agrees with their own account or at an officer's desk; for a vehicle an officer agrees.
#[utoipa::path(post, path = "/api/v1/agency/affiliations", tag = "agencies", request_body = NewAffiliation, responses((status = 201, body = Affiliation, headers(("Location" = String)))))]
pub(super) async fn offer(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    Body(body): Body<NewAffiliation>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    caller.actor.must_have(MANAGERS)?;
    let command = key.command(&caller, &request, &body);
    let input = OfferInput::parse(ctx, &body.permit_number, &body.plate).await?;
    let offered = agencies::offer(ctx, &caller.actor, input, &command).await?;
    let shown = super::written(ctx, offered.affiliation_id, offered.position).await?;
    Ok(created(&format!("/api/v1/affiliations/{}", offered.affiliation_id), offered.position, &shown))
}
