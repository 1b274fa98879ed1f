use super::shape::Application;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, done};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::applications::{self, AnswersInput};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// Any number of answers; what is left out stays as it was.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"answers": {"education": "diploma", "shift": "morning"}, "plate": "12ت345-79", "consents": {"public-display": true}}))]
pub struct Answers {
    /// By the question's code.
    answers: BTreeMap<String, String>,
    /// The plate of the vehicle that the permit is for.
    plate: Option<String>,
    /// By the consent's code.
    consents: BTreeMap<String, bool>,
}

/// Answer questions, name the vehicle, give or take back consents.
#[utoipa::path(patch, path = "/api/v1/applications/{id}", tag = "applications", params(("id" = Uuid, Path)), request_body = Answers, responses((status = 200, body = Application)))]
pub(super) async fn answer(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<Answers>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    caller.must_be_known()?;
    let command = key.command(&caller, &request, &body);
    let Answers { answers, plate, consents } = body;
    let position = applications::answer(ctx, &caller.actor, *id, &AnswersInput { answers, plate, consents }, &command).await?;
    ctx.shown(position).await?;
    Ok(done(position, &Application::for_owner(&applications::own(ctx, &caller.actor, *id).await?)))
}
