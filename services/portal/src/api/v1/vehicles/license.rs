use crate::api::v1::shape::Licence;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, created};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::Failure;
use application::licences::{self, IssueInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// From when the licence is valid.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct NewLicence {
    /// The first valid day, ISO; today where left out.
    starts_on: Option<String>,
}

/// Record the operating licence of a vehicle.
///
/// Its code follows by itself.
#[utoipa::path(post, path = "/api/v1/vehicles/{id}/licences", tag = "licences", params(("id" = Uuid, Path)), request_body = NewLicence, responses((status = 201, body = Licence, headers(("Location" = String)))))]
pub(super) async fn license(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<NewLicence>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let input = IssueInput::parse(body.starts_on.as_deref().unwrap_or_default())?;
    let issued = licences::issue(ctx, &caller.actor, *id, input, &command).await?;
    ctx.shown(issued.position).await?;
    let licence = projections::register::query::licence(ctx.pool(), issued.licence_id).await?.ok_or(Failure::NotFound)?;
    let standing = licence.on(ctx.today());
    Ok(created(&format!("/api/v1/licences/{}", issued.licence_id), issued.position, &Licence::new(&licence, standing)))
}
