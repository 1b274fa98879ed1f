use super::told;
use crate::pages::desk::IdPath;
use crate::pages::flash::Done;
use crate::pages::{map, stages};
use crate::routes::{Endpoint, get};
use crate::views::applications::{AskForm, Case, CaseDocument, DecideForm, Decided, JudgeForm};
use crate::views::{Badge, BadgeTone, Choice};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::new_key;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Context;
use application::applications::{CaseView, OpenedDocument, OwnApplication, case, kind_of};
use domain::policy::ApplicationRules;
use i18n::Locale;
use projections::applications::Stage;
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/desk/applications/{id}", super::READERS, || web::to(show))]
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let mut view = view(&portal.ctx, &caller, path.id).await?;
    view.page.flash = done.flash(caller.locale);
    page(&view)
}

/// The case with the forms that its stage and the reader allow.
pub(super) async fn view(ctx: &Context, caller: &Caller, application_id: Uuid) -> Result<Case, WebError> {
    let CaseView { application, timeline, is_own } = case(ctx, &caller.actor, application_id).await?;
    let locale = caller.locale;
    let (_, _, rules) = kind_of(ctx, &application.row)?;
    let row = &application.row;
    let works = caller.actor.has(application::applications::OFFICERS) && !is_own && row.stage == Stage::UnderReview;
    let mut view = Case {
        page: caller.page(),
        id: row.application_id.to_string(),
        number: row.number.clone(),
        applicant: application.person.as_ref().map(|person| person.full_name()).unwrap_or_default(),
        kind: map::application(ctx.policy_now(), locale, row),
        state: stages::badge(locale, row.stage),
        left: stages::due(row).map(|day| stages::left(locale, day, ctx.today())),
        national_id: application.person.as_ref().map(|person| told::masked(&person.national_id)).unwrap_or_default(),
        vehicle_id: application.vehicle.as_ref().map(|car| car.vehicle_id.to_string()),
        vehicle: application.vehicle.as_ref().map(|car| map::description(car, locale)).unwrap_or_default(),
        plate: application.vehicle.as_ref().and_then(|car| car.plate.as_ref()).map(map::plate),
        submitted_at: row.submitted_at,
        review_by: row.review_by.filter(|_| row.stage == Stage::UnderReview),
        answer_by: row.answer_by,
        message: application.message.clone(),
        fee: row.total.map(|total| i18n::money_toman(locale, total.get())),
        fee_due_on: row.due_on.filter(|_| row.stage == Stage::PaymentDue),
        eligibility: rules.eligibility.iter().map(|rule| told::either(locale, &rule.fa, &rule.en)).collect(),
        decided: row.reason.as_ref().map(|code| Decided { reason: told::reason(rules, locale, code), note: application.note.clone() }),
        answers: told::answers(rules, locale, &application),
        consents: told::consents(rules, locale, &application),
        documents: documents(ctx, rules, locale, &application, works),
        is_own,
        timeline: told::timeline(ctx, caller, rules, row, &timeline).await?,
        ..Case::default()
    };
    if works {
        offer(&mut view, rules, locale, &application);
    }
    Ok(view)
}

fn offer(view: &mut Case, rules: &ApplicationRules, locale: Locale, application: &OwnApplication) {
    let rejected = |kind: &String| application.documents.get(kind).is_some_and(|document| document.row.verdict == "rejected");
    let accepted = |kind: &String| application.documents.get(kind).is_some_and(|document| document.row.verdict == "accepted");
    view.ask = Some(AskForm {
        key: new_key(),
        questions: rules.questions.iter().map(|asked| Choice::new(&asked.code, told::either(locale, &asked.fa, &asked.en))).collect(),
        documents: rules.documents.iter().map(|asked| Choice::new(&asked.code, told::either(locale, &asked.fa, &asked.en))).collect(),
        ticked_documents: rules.documents.iter().map(|asked| asked.code.clone()).filter(rejected).collect(),
        days: rules.information_days.into(),
        ..AskForm::default()
    });
    let decide = |reasons| DecideForm { key: new_key(), reasons: map::choices(reasons, locale), ..DecideForm::default() };
    view.grant = Some(decide(&rules.agreement_reasons));
    view.refuse = Some(decide(&rules.refusal_reasons));
    view.documents_open = !rules.documents.iter().filter(|asked| asked.required).all(|asked| accepted(&asked.code));
}

/// The documents in the policy's order.
fn documents(ctx: &Context, rules: &ApplicationRules, locale: Locale, application: &OwnApplication, works: bool) -> Vec<CaseDocument> {
    let handed_in = rules.documents.iter().filter_map(|asked| application.documents.get(&asked.code).map(|document| (asked, document)));
    handed_in
        .map(|(asked, OpenedDocument { row, note })| CaseDocument {
            id: row.document_id.to_string(),
            name: told::either(locale, &asked.fa, &asked.en),
            valid_until: row.valid_until,
            lapsed: row.valid_until.is_some_and(|last| last < ctx.today()),
            uploaded_at: row.uploaded_at,
            verdict: verdict(locale, &row.verdict),
            reason: row.reason.as_ref().map(|code| told::reason(rules, locale, code)),
            note: note.clone(),
            judge: works.then(|| JudgeForm {
                key: new_key(),
                reason_field: format!("reason-{}", row.document_id),
                note_field: format!("note-{}", row.document_id),
                reasons: map::choices(&rules.rejection_reasons, locale),
                ..JudgeForm::default()
            }),
        })
        .collect()
}

fn verdict(locale: Locale, verdict: &str) -> Badge {
    let (tone, icon, key) = match verdict {
        "accepted" => (BadgeTone::Good, "tick", "case-accepted"),
        "rejected" => (BadgeTone::Bad, "alert", "case-rejected"),
        _ => (BadgeTone::Busy, "clock", "case-pending"),
    };
    Badge::new(tone, icon, i18n::text(locale, key))
}
