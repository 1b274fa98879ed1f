//! What the city asks passengers, after a rating.

use super::CodePath;
use super::looked::looked;
use crate::pages::faults::{refused, same_name};
use crate::pages::polls::either;
use crate::routes::{Access, Endpoint, post};
use crate::views::feedback::ThankYou;
use crate::views::polls::PollQuestion;
use crate::views::{Choice, FieldErrors};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::Fields;
use crate::web::reply::{page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::polls::{answer, asked_now};
use application::scan::{FormToken, Passenger, admit};
use application::{CommandKey, Context, Failure};

/// What the form's token is signed for, and the route of its command.
const PURPOSE: &str = "poll-answer";

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![post("/{lang}/V/{code}/poll-answers", Access::Anyone, || web::to(give))]
}

/// The question of today, with a new token.
pub(super) async fn question(ctx: &Context, caller: &Caller, code: &str, choice: &str) -> Result<Option<PollQuestion>, WebError> {
    Ok(asked_now(ctx).await?.map(|poll| PollQuestion {
        key: FormToken::issue(ctx, PURPOSE, code),
        id: poll.poll_id.to_string(),
        question: either(caller.locale, &poll.question_fa, &poll.question_en).to_owned(),
        choices: poll.choices.iter().map(|choice| Choice::new(&choice.code, either(caller.locale, &choice.text.fa, &choice.text.en))).collect(),
        choice: choice.to_owned(),
    }))
}

async fn give(portal: web::Data<Portal>, caller: Caller, path: web::Path<CodePath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let scanned = match looked(ctx, &caller, &path.code).await? {
        Ok(scanned) => scanned,
        Err(stop) => return Ok(stop),
    };
    let code = scanned.token.to_string();
    let failure = match carry_out(ctx, &caller, &code, &typed).await {
        Ok(_) => return Ok(see_other(&caller.page().url("/polls?done=polls-answered"))),
        Err(failure) => failure,
    };
    let refused = refused(failure, caller.locale, "polls", same_name)?;
    let mut frame = caller.page();
    frame.path = format!("/V/{code}/thank-you");
    let errors: FieldErrors = refused.errors;
    page_with(refused.status, &ThankYou { page: frame, errors, poll: question(ctx, &caller, &code, typed.text("choice")).await?, code })
}

async fn carry_out(ctx: &Context, caller: &Caller, code: &str, typed: &Fields) -> Result<i64, Failure> {
    let token = FormToken::check(ctx, PURPOSE, code, typed.text("key"))?;
    admit(ctx, &caller.visitor, Passenger::Answers)?;
    let key = CommandKey::from_client(&format!("public:{code}"), PURPOSE, token.key(), typed.request());
    answer(ctx, code, typed.text("poll_id").parse().ok(), typed.text("choice"), &key).await
}
