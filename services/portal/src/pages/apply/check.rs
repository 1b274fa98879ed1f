use super::{Draft, IdPath, fine, key_of, to_tasks, word};
use crate::pages::map;
use crate::routes::{Access, Endpoint, get};
use crate::views::FieldErrors;
use crate::views::apply::{Answered, AnsweredGroup, Check};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::Fields;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use domain::policy::AnswerKind;
use projections::applications::Stage;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/applications/{id}/check", Access::SignedIn, || web::to(show))]
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>) -> Result<HttpResponse, WebError> {
    let draft = Draft::of(&portal.ctx, &caller, path.id).await?;
    let is_ready = super::tasks::view(&portal.ctx, &caller, &draft, fine()).is_ready();
    if draft.own.row.stage != Stage::Draft || !is_ready {
        return Ok(to_tasks(&caller, path.id));
    }
    page(&view(&caller, &draft, &Fields::default(), fine()))
}

/// Everything once more, with what was refused when it was sent.
pub(super) fn view(caller: &Caller, draft: &Draft, typed: &Fields, errors: FieldErrors) -> Check {
    let mut frame = caller.page();
    frame.path = format!("/applications/{}/check", draft.own.row.application_id);
    Check {
        page: frame,
        errors,
        key: key_of(typed),
        id: draft.own.row.application_id.to_string(),
        groups: vec![you(caller, draft), answers(caller, draft), documents(caller, draft), consents(caller, draft)],
        renewing: draft.renewing(),
        unseen: draft.is_unchanged(),
        total: draft.total(),
        review_days: draft.rules.review_days.into(),
    }
}

fn you(caller: &Caller, draft: &Draft) -> AnsweredGroup {
    let text = |key: &str| i18n::text(caller.locale, key);
    let mut answers = Vec::new();
    if let Some(person) = &draft.own.person {
        let change = (!person.declared).then(|| "details".to_owned());
        let said = |key: &str, value: String, is_reference: bool| Answered { label: text(key), value, is_reference, plate: None, change: change.clone() };
        answers.push(said("apply-name", person.full_name(), false));
        answers.push(said("apply-national-id", application::persons::masked(&person.national_id), true));
        if let Some(day) = person.birth_date {
            answers.push(said("apply-birth-date", i18n::date(caller.locale, day), false));
        }
    }
    if let Some(car) = &draft.own.vehicle {
        answers.push(Answered {
            label: text("apply-vehicle"),
            value: map::description(car, caller.locale),
            plate: car.plate.as_ref().map(map::plate),
            // A renewal keeps its vehicle.
            change: draft.renewed.is_none().then(|| "vehicle".to_owned()),
            ..Answered::default()
        });
    }
    AnsweredGroup { title: "apply-group-you", answers }
}

fn answers(caller: &Caller, draft: &Draft) -> AnsweredGroup {
    let given = draft.rules.questions.iter().filter_map(|question| {
        let answer = draft.own.answers.get(&question.code)?;
        Some(Answered {
            label: word(caller.locale, &question.fa, &question.en),
            value: super::question::shown(caller.locale, question, answer),
            is_reference: question.answer == AnswerKind::Sheba,
            plate: None,
            change: Some(format!("questions/{}", question.code)),
        })
    });
    AnsweredGroup { title: "apply-group-questions", answers: given.collect() }
}

fn documents(caller: &Caller, draft: &Draft) -> AnsweredGroup {
    let locale = caller.locale;
    let handed_in = draft.rules.documents.iter().filter_map(|rule| {
        let document = draft.own.documents.get(&rule.code)?;
        let until = document.row.valid_until.map(|day| i18n::text_with(locale, "apply-valid-to", &[("date", i18n::date(locale, day).into())]));
        Some(Answered {
            label: word(locale, &rule.fa, &rule.en),
            value: until.unwrap_or_else(|| i18n::text(locale, "apply-handed-in")),
            change: Some(format!("uploads/{}", rule.code)),
            ..Answered::default()
        })
    });
    AnsweredGroup { title: "apply-group-documents", answers: handed_in.collect() }
}

fn consents(caller: &Caller, draft: &Draft) -> AnsweredGroup {
    let asked = draft.rules.consents.iter().map(|consent| {
        let given = draft.own.row.consents.contains(&consent.code);
        Answered {
            label: word(caller.locale, &consent.fa, &consent.en),
            value: i18n::text(caller.locale, if given { "fact-yes" } else { "fact-no" }),
            change: Some("consents".to_owned()),
            ..Answered::default()
        }
    });
    AnsweredGroup { title: "apply-group-consents", answers: asked.collect() }
}
