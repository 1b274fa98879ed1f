use super::Draft;
use crate::pages::map;
use crate::views::apply::{Step, Tracker};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::new_key;
use application::Context;
use domain::kernel::event::derived_id;
use domain::licensing::application::ApplicationKind;
use i18n::Locale;
use projections::applications::{ApplicationRow, Stage};

/// Who holds the application now, and what follows when.
pub(super) async fn view(ctx: &Context, caller: &Caller, draft: &Draft) -> Result<Tracker, WebError> {
    let row = &draft.own.row;
    let locale = caller.locale;
    // A renewal is of a licence that exists.
    let licence_id = row.licence_id.unwrap_or_else(|| derived_id(row.application_id, "licence"));
    let issued = match row.stage {
        Stage::Granted => projections::register::query::licence(ctx.pool(), licence_id).await?,
        _ => None,
    };
    let reasons = [&draft.rules.refusal_reasons, &draft.rules.agreement_reasons];
    let reason = row.reason.as_ref().filter(|_| row.stage == Stage::Refused).map(|code| {
        let found = reasons.iter().find(|choices| domain::policy::offers(choices, code));
        found.map_or_else(|| code.clone(), |choices| map::choice(choices, locale, code))
    });
    let (stage, tone) = match (row.stage, draft.renewed.is_some()) {
        (Stage::Granted, true) => ("apply-stage-renewed", "banner-ok"),
        (stage, _) => stands(stage),
    };
    let mut frame = caller.page();
    frame.path = format!("/applications/{}", row.application_id);
    Ok(Tracker {
        page: frame,
        key: new_key(),
        id: row.application_id.to_string(),
        number: row.number.clone(),
        kind: map::kind(ctx.policy_now(), locale, &draft.kind.code),
        stage,
        tone,
        steps: steps(row, locale),
        renewing: draft.renewing(),
        invoice: row.invoice_id.filter(|_| row.stage == Stage::PaymentDue).map(|id| id.to_string()),
        licence: issued.map(|licence| licence.licence_id.to_string()),
        reason,
        note: draft.own.note.clone(),
        may_withdraw: !row.stage.is_closed(),
    })
}

fn stands(stage: Stage) -> (&'static str, &'static str) {
    match stage {
        Stage::Draft | Stage::InformationRequested => ("apply-stage-with-you", "banner-warn"),
        Stage::UnderReview => ("apply-stage-under-review", ""),
        Stage::Agreed => ("apply-stage-agreed", "banner-ok"),
        Stage::PaymentDue => ("apply-stage-payment-due", "banner-ok"),
        Stage::Granted => ("apply-stage-granted", "banner-ok"),
        Stage::Refused => ("apply-stage-refused", "banner-bad"),
        Stage::Withdrawn => ("apply-stage-withdrawn", ""),
        Stage::NotTakenUp => ("apply-stage-not-taken-up", "banner-bad"),
    }
}

fn steps(row: &ApplicationRow, locale: Locale) -> Vec<Step> {
    let by = |key: &str, day: Option<chrono::NaiveDate>| {
        day.map(|day| i18n::text_with(locale, key, &[("date", i18n::date(locale, day).into())])).unwrap_or_default()
    };
    let stage = row.stage;
    let sent = Step { name: "apply-step-sent", at: row.submitted_at, now: false, text: String::new() };
    let review = Step {
        name: if row.needs_officer == Some(false) { "renewal-unseen" } else { "apply-step-review" },
        at: row.decided_at,
        now: stage == Stage::UnderReview,
        text: if stage == Stage::UnderReview { by("apply-decided-by", row.review_by) } else { String::new() },
    };
    let pay = Step {
        name: "apply-step-pay",
        at: row.ended_at.filter(|_| stage == Stage::Granted),
        now: matches!(stage, Stage::Agreed | Stage::PaymentDue),
        text: if stage == Stage::PaymentDue { by("apply-pay-by", row.due_on) } else { String::new() },
    };
    let issued = Step { name: if row.kind == ApplicationKind::Renewal { "renewal-step-renewed" } else { "apply-step-issued" }, at: row.ended_at.filter(|_| stage == Stage::Granted), now: stage == Stage::Granted, text: String::new() };
    vec![sent, review, pay, issued]
}
