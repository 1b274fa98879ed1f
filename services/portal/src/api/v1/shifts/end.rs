use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::shifts;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Nothing more is told.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct ShiftEnding {}

/// A shift that is over.
#[derive(Debug, Serialize, ToSchema)]
pub struct EndedShift {
    shift_id: Uuid,
}

/// End one's shift.
#[utoipa::path(post, path = "/api/v1/shifts/{id}/end", tag = "shifts", params(("id" = Uuid, Path)), request_body = ShiftEnding, responses((status = 200, body = EndedShift)))]
pub(super) async fn end(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<ShiftEnding>,
) -> Result<HttpResponse, WebError> {
    let command = key.command(&caller, &request, &body);
    let position = shifts::end(&portal.ctx, &caller.actor, *id, &command).await?;
    Ok(done(position, &EndedShift { shift_id: *id }))
}
