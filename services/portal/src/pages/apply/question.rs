use super::{Draft, check_form, fine, key_of, to_tasks, word};
use crate::pages::{dates, faults, map};
use crate::routes::{Access, Endpoint, get, post};
use crate::views::FieldErrors;
use crate::views::apply::{AnswerField, Question as View};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::reply::{page, page_with};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Failure;
use application::applications::{self, AnswersInput};
use domain::policy::{AnswerKind, Question};
use i18n::Locale;
use std::collections::BTreeMap;
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/applications/{id}/questions/{question}", Access::SignedIn, || web::to(form)),
        post("/{lang}/applications/{id}/questions/{question}", Access::SignedIn, || web::to(send)),
    ]
}

#[derive(Debug, serde::Deserialize)]
struct QuestionPath {
    id: Uuid,
    question: String,
}

/// An answer as people read it.
pub(super) fn shown(locale: Locale, question: &Question, answer: &str) -> String {
    match question.answer {
        AnswerKind::Text => answer.to_owned(),
        AnswerKind::Choice => map::choice(&question.choices, locale, answer),
        AnswerKind::Sheba => answer.to_owned(),
        AnswerKind::Date => answer.parse().map_or_else(|_| answer.to_owned(), |day| i18n::date(locale, day)),
    }
}

async fn form(portal: web::Data<Portal>, caller: Caller, path: web::Path<QuestionPath>) -> Result<HttpResponse, WebError> {
    let draft = Draft::of(&portal.ctx, &caller, path.id).await?;
    let question = draft.rules.question(&path.question).ok_or(Failure::NotFound)?;
    let answer = draft.own.answers.get(&question.code).cloned().unwrap_or_default();
    let day = answer.parse().map(|day| dates::fields_of(day, caller.locale)).unwrap_or_default();
    page(&view(&caller, path.id, question, &Fields::default(), field(caller.locale, question, answer, day), fine()))
}

fn field(locale: Locale, question: &Question, answer: String, day: crate::views::DateFields) -> AnswerField {
    match question.answer {
        AnswerKind::Text => AnswerField::Text(answer),
        AnswerKind::Sheba => AnswerField::Sheba(answer),
        AnswerKind::Choice => AnswerField::Choice(answer, map::choices(&question.choices, locale)),
        AnswerKind::Date => AnswerField::Date(day),
    }
}

fn view(caller: &Caller, id: Uuid, question: &Question, typed: &Fields, field: AnswerField, errors: FieldErrors) -> View {
    View {
        page: caller.page(),
        errors,
        key: key_of(typed),
        id: id.to_string(),
        code: question.code.clone(),
        label: word(caller.locale, &question.fa, &question.en),
        hint: word(caller.locale, &question.hint_fa, &question.hint_en),
        optional: !question.required,
        field,
    }
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<QuestionPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let draft = Draft::of(ctx, &caller, path.id).await?;
    let question = draft.rules.question(&path.question).ok_or(Failure::NotFound)?;
    let day = dates::typed(&typed, "answer");
    let answer = match question.answer {
        AnswerKind::Date => dates::iso(&day),
        AnswerKind::Text | AnswerKind::Choice | AnswerKind::Sheba => typed.text("answer").to_owned(),
    };
    let given = AnswersInput { answers: BTreeMap::from([(question.code.clone(), answer.clone())]), ..AnswersInput::default() };
    let route = format!("POST /applications/{}/questions/{}", path.id, question.code);
    let key = command_key(&caller, &route, typed.text("key"), typed.request());
    match applications::answer(ctx, &caller.actor, path.id, &given, &key).await {
        Ok(position) => {
            ctx.shown(position).await?;
            Ok(to_tasks(&caller, path.id))
        }
        Err(failure) => {
            let refused = faults::refused(failure, caller.locale, "apply-answer", |_| "answer".to_owned())?;
            let field = field(caller.locale, question, answer, day);
            page_with(refused.status, &view(&caller, path.id, question, &typed, field, refused.errors))
        }
    }
}
