use crate::api::v1::shape::Licence;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::IdempotencyKey;
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::licences::{self, RevokeInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Why a licence is revoked.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"ground": "court-order"}))]
pub struct Revocation {
    /// A ground of the policy, such as `court-order` or `forged-papers`.
    ground: String,
    /// Anything to remember; sealed, for staff only.
    note: Option<String>,
}

/// Revoke a licence for good.
#[utoipa::path(post, path = "/api/v1/licences/{id}/revocation", tag = "licences", params(("id" = Uuid, Path)), request_body = Revocation, responses((status = 200, body = Licence)))]
pub(super) async fn revoke(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<Revocation>,
) -> Result<HttpResponse, WebError> {
    let command = key.command(&caller, &request, &body);
    let input = RevokeInput::parse(&body.ground, body.note.as_deref().unwrap_or_default())?;
    let position = licences::revoke(&portal.ctx, &caller.actor, *id, input, &command).await?;
    super::decided(&portal.ctx, *id, position).await
}
