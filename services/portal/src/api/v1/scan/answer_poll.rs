use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, POSITION};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::polls::answer;
use application::scan::{self, Passenger};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// An answer to what the city asks.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"poll_id": "0193a1b2-c3d4-7e5f-8a6b-000000000401", "choice": "1"}))]
pub struct NewPollAnswer {
    poll_id: Option<Uuid>,
    /// The choice's code.
    choice: String,
}

/// An answer that was taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct TakenPollAnswer {
    /// The log position that it reached.
    position: i64,
}

/// Answer what the city asks, without an account. The answer does not tell which car it was.
///
/// A passenger's form gives one answer; `Idempotency-Key` stands for it here. Without one every call is
/// an answer of its own, within the caps of the car and of the caller's address.
#[utoipa::path(post, path = "/api/v1/scan/{code}/poll-answers", tag = "scan", params(("code" = String, Path)), request_body = NewPollAnswer, responses((status = 201, body = TakenPollAnswer)))]
pub(super) async fn answer_poll(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    code: web::Path<String>,
    Body(body): Body<NewPollAnswer>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    scan::admit(ctx, &caller.visitor, Passenger::Answers)?;
    let position = answer(ctx, &code, body.poll_id, &body.choice, &command).await?;
    Ok(HttpResponse::Created().insert_header((POSITION, position.to_string())).json(TakenPollAnswer { position }))
}
