use super::shape::Bilingual;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, created};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::polls::{self, PollInput, PollTyped};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A question to passengers.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({
    "question": {"fa": "کرایه را چگونه می‌پردازید؟", "en": "How do you pay the fare?"},
    "choices": [{"fa": "نقد", "en": "Cash"}, {"fa": "کارت", "en": "Card"}],
    "closes_on": "2100-12-31",
}))]
pub struct NewPoll {
    question: Bilingual,
    /// Two to six; they get the codes `1`, `2` and so on.
    choices: Vec<Bilingual>,
    /// The first day, ISO; today where left out.
    opens_on: String,
    /// The last day, ISO.
    closes_on: String,
}

/// A poll that was opened.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenedPoll)]
pub struct Opened {
    poll_id: Uuid,
}

/// Ask passengers something for a while.
#[utoipa::path(post, path = "/api/v1/polls", tag = "polls", request_body = NewPoll, responses((status = 201, body = Opened, headers(("Location" = String)))))]
pub(super) async fn open(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    Body(body): Body<NewPoll>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let input = PollInput::parse(&PollTyped {
        question_fa: body.question.fa,
        question_en: body.question.en,
        choices: body.choices.into_iter().map(|choice| (choice.fa, choice.en)).collect(),
        opens_on: body.opens_on,
        closes_on: body.closes_on,
    })?;
    let opened = polls::open(ctx, &caller.actor, input, &command).await?;
    Ok(created(&format!("/api/v1/polls/{}", opened.poll_id), opened.position, &Opened { poll_id: opened.poll_id }))
}
