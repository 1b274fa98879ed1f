use crate::pages::desk::IdPath;
use crate::pages::flash::Done;
use crate::pages::history::names::Names;
use crate::pages::history::rows::fields;
use crate::pages::{complaints, map, notices, stages};
use crate::routes::{Endpoint, get};
use crate::views::complaints::{ComplaintCase, OutcomeReasons, ResolveForm, WriteForm, Written};
use crate::views::{Choice, TimelineEntry};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::new_key;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::complaints::{ComplaintCase as Found, OFFICERS, case};
use application::{Context, Failure};
use domain::feedback::complaint::Outcome;
use domain::identity::account::Role;
use event_store::Recorded;
use projections::complaints::ComplaintState;
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/desk/complaints/{id}", super::READERS, || web::to(show))]
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let mut view = view(&portal.ctx, &caller, path.id).await?;
    view.page.flash = done.flash(caller.locale);
    page(&view)
}

/// The case with the forms that its state and the reader allow.
pub(super) async fn view(ctx: &Context, caller: &Caller, complaint_id: Uuid) -> Result<ComplaintCase, WebError> {
    let found = case(ctx, &caller.actor, complaint_id).await?;
    let (locale, policy, row) = (caller.locale, ctx.policy_now(), &found.row);
    let open = row.state != ComplaintState::Resolved;
    let car = found.vehicle.as_ref();
    let mut view = ComplaintCase {
        page: caller.page(),
        id: row.complaint_id.to_string(),
        category: map::choice(&policy.feedback.complaint_categories, locale, &row.category),
        state: complaints::badge(locale, row.state),
        left: open.then(|| stages::left(locale, row.answer_by, ctx.today())),
        vehicle_id: row.vehicle_id.to_string(),
        vehicle: car.map(|car| map::description(car, locale)).unwrap_or_default(),
        plate: car.and_then(|car| car.plate.as_ref()).map(map::plate),
        driver: row.driver_id.map(|_| found.driver_name.clone().unwrap_or_else(|| i18n::text(locale, "actor-erased"))),
        text: found.text.clone(),
        mobile: found.mobile.clone(),
        occurred_at: row.occurred_at,
        lodged_at: row.lodged_at,
        answer_by: row.answer_by,
        account: found.account.clone(),
        driver_answer_by: row.driver_answer_by,
        driver_answer: row.driver_heard_at.zip(found.driver_answer.clone()).map(|(at, text)| Written { at, text }),
        answers: found.answers.iter().map(|written| Written { at: written.at, text: written.text.clone() }).collect(),
        resolution: complaints::resolution(policy, locale, row.outcome, row.reason.as_deref(), found.note.as_deref()),
        is_own: found.is_own,
        timeline: timeline(ctx, caller, &found.timeline).await?,
        ..ComplaintCase::default()
    };
    if open && !found.is_own && caller.actor.has(OFFICERS) {
        offer(&mut view, ctx, caller, &found);
    }
    Ok(view)
}

fn offer(view: &mut ComplaintCase, ctx: &Context, caller: &Caller, found: &Found) {
    let (row, feedback) = (&found.row, &ctx.policy_now().feedback);
    view.answer = Some(WriteForm { key: new_key(), ..WriteForm::default() });
    if row.driver_id.is_some() && row.driver_asked_at.is_none() {
        // It begins empty: the passenger's own words may tell who complains, so the officer retells them.
        view.ask = Some(WriteForm { key: new_key(), days: feedback.driver_answer_days.into(), ..WriteForm::default() });
    }
    let in_time = row.driver_answer_by.is_none_or(|last| ctx.today() <= last);
    let waits_for_driver = row.driver_id.is_some() && row.driver_heard_at.is_none() && in_time;
    let reasons_of = |outcome: Outcome| {
        let offered = feedback.resolution_reasons.iter().filter(move |reason| reason.outcome == outcome);
        offered.map(move |reason| Choice::new(format!("{}:{}", outcome.code(), reason.code), complaints::reason(ctx.policy_now(), caller.locale, &reason.code)))
    };
    let outcomes = Outcome::ALL.into_iter().map(|outcome| OutcomeReasons {
        outcome: complaints::outcome(caller.locale, outcome),
        reasons: reasons_of(outcome).collect(),
        closed: outcome == Outcome::Upheld && waits_for_driver,
    });
    view.resolve = Some(ResolveForm { key: new_key(), outcomes: outcomes.collect(), waits_for_driver, ..ResolveForm::default() });
}

/// What happened, the newest first. Who merely looked is the auditors' to see.
async fn timeline(ctx: &Context, caller: &Caller, events: &[Recorded]) -> Result<Vec<TimelineEntry>, Failure> {
    let events: Vec<_> = events.iter().filter(|event| event.aggregate_type != "access").collect();
    let names = Names::of(ctx, caller.locale, events.iter().map(|event| event.actor_id.as_str())).await?;
    let sees_history = caller.actor.has(&[Role::Auditor]);
    let entry = |event: &&Recorded| {
        let detail = notices::told(caller.locale, &fields(event)).into_iter().chain(Some(names.call(&event.actor_id)));
        TimelineEntry {
            at: event.recorded_at,
            title: i18n::find_text(caller.locale, &format!("event-{}", event.event_type)).unwrap_or_else(|| event.event_type.clone()),
            detail: Some(detail.collect::<Vec<_>>().join(&i18n::text(caller.locale, "list-comma"))),
            adverse: matches!(event.event_type.as_str(), "NoticeDeliveryFailed" | "NoticeUndeliverable"),
            position: sees_history.then_some(event.position),
        }
    };
    Ok(events.iter().map(entry).collect())
}
