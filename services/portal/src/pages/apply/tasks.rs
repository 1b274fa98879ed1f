use super::{Draft, IdPath, fine, tracker, word};
use crate::pages::flash::Done;
use crate::pages::map;
use crate::routes::{Access, Endpoint, get};
use crate::views::FieldErrors;
use crate::views::apply::{Task, TaskGroup, Tasks};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::new_key;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Context;
use projections::applications::Stage;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/applications/{id}", Access::SignedIn, || web::to(show))]
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let draft = Draft::of(&portal.ctx, &caller, path.id).await?;
    let flash = done.flash(caller.locale);
    if matches!(draft.own.row.stage, Stage::Draft | Stage::InformationRequested) {
        let mut view = view(&portal.ctx, &caller, &draft, fine());
        view.page.flash = flash;
        return page(&view);
    }
    let mut view = tracker::view(&portal.ctx, &caller, &draft).await?;
    view.page.flash = flash;
    page(&view)
}

/// The list of tasks, with what was refused when it was sent.
pub(super) fn view(ctx: &Context, caller: &Caller, draft: &Draft, errors: FieldErrors) -> Tasks {
    let row = &draft.own.row;
    let asked = row.stage == Stage::InformationRequested;
    let mut groups = vec![about_you(caller, draft), questions(caller, draft), documents(caller, draft)];
    if asked {
        keep_only_what_was_asked(&mut groups, draft);
    } else {
        groups.push(consents(caller, draft));
    }
    groups.retain(|group| !group.tasks.is_empty());
    let needed: Vec<&Task> = groups.iter().flat_map(|group| &group.tasks).filter(|task| !task.optional).collect();
    let (all, done) = (needed.len(), needed.iter().filter(|task| task.done).count());
    let mut frame = caller.page();
    frame.path = format!("/applications/{}", row.application_id);
    Tasks {
        page: frame,
        errors,
        key: new_key(),
        id: row.application_id.to_string(),
        number: row.number.clone(),
        kind: map::kind(ctx.policy_now(), caller.locale, &draft.kind.code),
        done: i64::try_from(done).unwrap_or_default(),
        needed: i64::try_from(all).unwrap_or_default(),
        groups,
        asked: draft.own.message.clone().filter(|_| asked),
        answer_by: row.answer_by.filter(|_| asked),
        renewing: draft.renewing(),
        total: draft.total(),
        review_days: draft.rules.review_days.into(),
    }
}

fn about_you(caller: &Caller, draft: &Draft) -> TaskGroup {
    let text = |key: &str| i18n::text(caller.locale, key);
    let person = draft.own.person.as_ref();
    let mut tasks = Vec::new();
    // What was declared before is known and asked for no more.
    if person.is_none_or(|person| !person.declared) {
        tasks.push(Task {
            path: "details".to_owned(),
            name: text("apply-details"),
            hint: person.map_or_else(|| text("apply-details-hint"), |person| person.full_name()),
            done: person.is_some(),
            optional: false,
        });
    }
    if draft.rules.names_vehicle && draft.renewed.is_none() {
        let car = draft.own.vehicle.as_ref();
        tasks.push(Task {
            path: "vehicle".to_owned(),
            name: text("apply-vehicle"),
            hint: car.map_or_else(|| text("apply-vehicle-hint"), |car| map::description(car, caller.locale)),
            done: car.is_some(),
            optional: false,
        });
    }
    TaskGroup { title: "apply-group-you", tasks }
}

fn questions(caller: &Caller, draft: &Draft) -> TaskGroup {
    let tasks = draft.rules.questions.iter().map(|question| {
        let answer = draft.own.answers.get(&question.code);
        Task {
            path: format!("questions/{}", question.code),
            name: word(caller.locale, &question.fa, &question.en),
            hint: answer.map(|answer| super::question::shown(caller.locale, question, answer)).unwrap_or_default(),
            done: answer.is_some(),
            optional: !question.required,
        }
    });
    TaskGroup { title: "apply-group-questions", tasks: tasks.collect() }
}

fn documents(caller: &Caller, draft: &Draft) -> TaskGroup {
    let tasks = draft.rules.documents.iter().map(|rule| {
        let handed_in = draft.own.documents.get(&rule.code);
        Task {
            path: format!("uploads/{}", rule.code),
            name: word(caller.locale, &rule.fa, &rule.en),
            hint: match handed_in.and_then(|document| document.row.carried_from.and(Some(document.row.valid_until))) {
                Some(Some(day)) => i18n::text_with(caller.locale, "apply-carried-until", &[("date", i18n::date(caller.locale, day).into())]),
                Some(None) => i18n::text(caller.locale, "apply-carried"),
                None => word(caller.locale, &rule.hint_fa, &rule.hint_en),
            },
            done: handed_in.is_some_and(|document| document.row.verdict != "rejected"),
            optional: !rule.required,
        }
    });
    TaskGroup { title: "apply-group-documents", tasks: tasks.collect() }
}

fn consents(caller: &Caller, draft: &Draft) -> TaskGroup {
    let given = |code: &String| draft.own.row.consents.contains(code);
    let needed = draft.rules.consents.iter().filter(|consent| consent.required);
    let task = Task {
        path: "consents".to_owned(),
        name: i18n::text(caller.locale, "apply-consents"),
        hint: i18n::text(caller.locale, "apply-consents-hint"),
        done: needed.clone().all(|consent| given(&consent.code)),
        optional: needed.count() == 0,
    };
    TaskGroup { title: "apply-group-consents", tasks: if draft.rules.consents.is_empty() { Vec::new() } else { vec![task] } }
}

fn keep_only_what_was_asked(groups: &mut [TaskGroup], draft: &Draft) {
    let row = &draft.own.row;
    let asked: Vec<String> = row
        .requested_questions
        .iter()
        .map(|code| format!("questions/{code}"))
        .chain(row.requested_documents.iter().map(|code| format!("uploads/{code}")))
        .collect();
    for group in groups {
        group.tasks.retain(|task| asked.contains(&task.path));
    }
}
