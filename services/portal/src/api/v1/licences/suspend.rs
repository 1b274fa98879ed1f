use crate::api::v1::shape::Licence;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::IdempotencyKey;
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::licences::{self, SuspendInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Why and how long a licence is suspended.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"ground": "overcharging"}))]
pub struct Suspension {
    /// A ground of the policy, such as `overcharging` or `inspection-overdue`.
    ground: String,
    /// Anything to remember; sealed, for staff only.
    note: Option<String>,
    /// The first day, ISO; today where left out.
    from: Option<String>,
    /// The last day, ISO; open where left out.
    until: Option<String>,
}

/// Suspend a licence.
#[utoipa::path(post, path = "/api/v1/licences/{id}/suspensions", tag = "licences", params(("id" = Uuid, Path)), request_body = Suspension, responses((status = 200, body = Licence)))]
pub(super) async fn suspend(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<Suspension>,
) -> Result<HttpResponse, WebError> {
    let command = key.command(&caller, &request, &body);
    let text = |field: &'_ Option<String>| field.clone().unwrap_or_default();
    let input = SuspendInput::parse(&body.ground, &text(&body.note), &text(&body.from), &text(&body.until))?;
    let position = licences::suspend(&portal.ctx, &caller.actor, *id, input, &command).await?;
    super::decided(&portal.ctx, *id, position).await
}
