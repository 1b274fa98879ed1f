use crate::api::v1::shape::Licence;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::IdempotencyKey;
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::licences::{self, LiftInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Why a suspension ends.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"reason": "fault-remedied"}))]
pub struct Lifting {
    /// A reason of the policy, such as `fault-remedied` or `recorded-in-error`.
    reason: String,
    /// Anything to remember; sealed, for staff only.
    note: Option<String>,
}

/// Lift a suspension.
#[utoipa::path(post, path = "/api/v1/licences/{id}/suspensions/lift", tag = "licences", params(("id" = Uuid, Path)), request_body = Lifting, responses((status = 200, body = Licence)))]
pub(super) async fn lift(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<Lifting>,
) -> Result<HttpResponse, WebError> {
    let command = key.command(&caller, &request, &body);
    let input = LiftInput::parse(&body.reason, body.note.as_deref().unwrap_or_default())?;
    let position = licences::lift_suspension(&portal.ctx, &caller.actor, *id, input, &command).await?;
    super::decided(&portal.ctx, *id, position).await
}
