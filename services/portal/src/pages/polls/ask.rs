//! Asking in the city's name, and asking no longer.

use super::shown::card;
use crate::pages::dates;
use crate::pages::faults::refused;
use crate::pages::flash::Done;
use crate::routes::{Access, Endpoint, get, post};
use crate::views::FieldErrors;
use crate::views::polls::{ChoiceFields, PollDesk};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf, command_key, new_key};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Context;
use application::polls::{ASKERS, PollInput, PollTyped, all, close, open};
use serde::Deserialize;
use uuid::Uuid;

/// Who asks.
const ASKING: Access = Access::Roles(ASKERS);
/// So many lines of choices.
const LINES: usize = 6;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/desk/polls", ASKING, || web::to(show)),
        post("/{lang}/desk/polls", ASKING, || web::to(send)),
        post("/{lang}/desk/polls/{id}/closing", ASKING, || web::to(end)),
    ]
}

#[derive(Debug, Deserialize)]
struct IdPath {
    id: Uuid,
}

async fn show(portal: web::Data<Portal>, caller: Caller, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let mut view = view(&portal.ctx, &caller, &Fields::default(), FieldErrors::none()).await?;
    view.page.flash = done.flash(caller.locale);
    page(&view)
}

async fn view(ctx: &Context, caller: &Caller, typed: &Fields, errors: FieldErrors) -> Result<PollDesk, WebError> {
    let polls = all(ctx, &caller.actor).await?;
    let mut frame = caller.page();
    frame.path = "/desk/polls".to_owned();
    let line = |line: usize| {
        let (fa_field, en_field) = (format!("choice_{line}_fa"), format!("choice_{line}_en"));
        ChoiceFields { fa: typed.text(&fa_field).to_owned(), en: typed.text(&en_field).to_owned(), fa_field, en_field }
    };
    Ok(PollDesk {
        page: frame,
        errors,
        key: match typed.text("key") {
            "" => new_key(),
            key => key.to_owned(),
        },
        question_fa: typed.text("question_fa").to_owned(),
        question_en: typed.text("question_en").to_owned(),
        choices: (1..=LINES).map(line).collect(),
        opens_on: dates::typed(typed, "opens_on"),
        closes_on: dates::typed(typed, "closes_on"),
        published_from: ctx.policy_now().feedback.published_from.into(),
        polls: polls.iter().map(|poll| card(caller.locale, poll, true)).collect(),
    })
}

async fn send(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    caller.actor.must_have(ASKERS)?;
    check_csrf(&caller, typed.text("csrf"))?;
    let ctx = &portal.ctx;
    // Lines that were left empty do not count.
    let filled: Vec<(usize, String, String)> = (1..=LINES)
        .map(|line| (line, typed.text(&format!("choice_{line}_fa")).to_owned(), typed.text(&format!("choice_{line}_en")).to_owned()))
        .filter(|(_, fa, en)| !fa.trim().is_empty() || !en.trim().is_empty())
        .collect();
    let done = async {
        let input = PollInput::parse(&PollTyped {
            question_fa: typed.text("question_fa").to_owned(),
            question_en: typed.text("question_en").to_owned(),
            choices: filled.iter().map(|(_, fa, en)| (fa.clone(), en.clone())).collect(),
            opens_on: dates::iso(&dates::typed(&typed, "opens_on")),
            closes_on: dates::iso(&dates::typed(&typed, "closes_on")),
        })?;
        let key = command_key(&caller, "POST /desk/polls", typed.text("key"), typed.request());
        open(ctx, &caller.actor, input, &key).await
    };
    let failure = match done.await {
        Ok(opened) => {
            ctx.shown(opened.position).await?;
            return Ok(see_other(&caller.page().url("/desk/polls?done=polls-opened")));
        }
        Err(failure) => failure,
    };
    // `/choices/1/fa` is the second line that was filled in, which may be the third of the form.
    let field = |pointer: &str| match pointer.split('/').collect::<Vec<_>>().as_slice() {
        ["", "choices", index, language] => {
            let line = index.parse().ok().and_then(|index: usize| filled.get(index)).map_or(1, |(line, ..)| *line);
            format!("choice_{line}_{language}")
        }
        _ => pointer.trim_start_matches('/').to_owned(),
    };
    let refused = refused(failure, caller.locale, "polls", field)?;
    page_with(refused.status, &view(ctx, &caller, &typed, refused.errors).await?)
}

async fn end(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    caller.actor.must_have(ASKERS)?;
    check_csrf(&caller, typed.text("csrf"))?;
    let ctx = &portal.ctx;
    let key = command_key(&caller, &format!("POST /desk/polls/{}/closing", path.id), typed.text("key"), typed.request());
    match close(ctx, &caller.actor, path.id, &key).await {
        Ok(position) => {
            ctx.shown(position).await?;
            Ok(see_other(&caller.page().url("/desk/polls?done=polls-closed")))
        }
        Err(failure) => {
            let refused = refused(failure, caller.locale, "polls", crate::pages::faults::same_name)?;
            page_with(refused.status, &view(ctx, &caller, &Fields::default(), refused.errors).await?)
        }
    }
}
