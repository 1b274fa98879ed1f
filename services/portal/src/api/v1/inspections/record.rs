use super::Inspection;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::inspections::{self, INSPECTORS, RecordInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// How an inspection went.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"result": "failed", "defects": ["brakes"]}))]
pub struct InspectionResult {
    /// `passed`, `failed` or `no_show`.
    result: String,
    /// What is wrong, by the policy's codes; where it failed at least one.
    defects: Vec<String>,
    /// What the inspector notes.
    note: String,
}

/// Tell how an inspection went.
#[utoipa::path(post, path = "/api/v1/inspections/{id}/result", tag = "vehicles", params(("id" = Uuid, Path)), request_body = InspectionResult, responses((status = 200, body = Inspection)))]
pub(super) async fn record(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<InspectionResult>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    caller.actor.must_have(INSPECTORS)?;
    let command = key.command(&caller, &request, &body);
    let input = RecordInput::parse(&body.result, &body.defects, &body.note)?;
    let position = inspections::record(ctx, &caller.actor, *id, input, &command).await?;
    Ok(done(position, &super::written(ctx, *id, position).await?))
}
