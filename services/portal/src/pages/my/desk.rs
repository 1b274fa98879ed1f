//! The desk (کارتابل): what one must do first, what one waits for, what one holds.

use crate::pages::flash::Done;
use crate::pages::{map, stages};
use crate::routes::{Access, Endpoint, get};
use crate::views::my::{Case, Desk, HeldLicence, ToDo};
use crate::views::Choice;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Context;
use application::applications::kind_of;
use application::desk;
use application::licences::{self, is_certified};
use i18n::Locale;
use projections::applications::{ApplicationRow, Stage};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/my", Access::SignedIn, || web::to(show))]
}

async fn show(portal: web::Data<Portal>, caller: Caller, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let locale = caller.locale;
    let own = desk::view(ctx, &caller.actor).await?;
    let mut frame = caller.page();
    frame.flash = done.flash(locale);
    page(&Desk {
        page: frame,
        name: own.person.map(|person| person.full_name()).filter(|name| !name.is_empty()),
        today: i18n::date_long(locale, ctx.today()),
        is_wanted: !application::agencies::my_places(ctx, &caller.actor).await?.is_empty(),
        to_do: own.to_do.iter().map(|task| to_do(ctx, locale, task)).collect(),
        under_way: own.under_way.iter().map(|row| case(ctx, locale, row)).collect(),
        licences: own.licences.iter().map(|row| held(ctx, locale, row)).collect(),
        past: own.past.iter().map(|row| case(ctx, locale, row)).collect(),
        offers: own.offers.iter().map(|kind| Choice::new(kind.code.clone(), map::kind(ctx.policy_now(), locale, &kind.code))).collect(),
    })
}

fn to_do(ctx: &Context, locale: Locale, task: &desk::ToDo) -> ToDo {
    let by = |key: &str| {
        task.due_on().map(|day| i18n::text_with(locale, key, &[("date", i18n::date(locale, day).into())])).unwrap_or_default()
    };
    let left = task.due_on().map(|day| stages::left(locale, day, ctx.today()));
    let about = |row: &ApplicationRow| ToDo {
        kind: applied_for(ctx, locale, row),
        number_name: "apply-case",
        number: row.number.clone(),
        path: format!("/applications/{}", row.application_id),
        left: left.clone(),
        ..ToDo::default()
    };
    match task {
        desk::ToDo::Answer(row) => {
            ToDo { title: "my-answer", act: "my-answer-act", text: by("apply-answer-by"), urgent: true, ..about(row) }
        }
        desk::ToDo::Pay { invoice, application } => ToDo {
            title: "my-pay",
            act: "my-pay-act",
            text: by("apply-pay-by"),
            urgent: true,
            number_name: "invoice",
            number: invoice.number.clone(),
            amount: Some(invoice.total.get()),
            path: format!("/invoices/{}", invoice.invoice_id),
            left: left.clone(),
            kind: application.as_ref().map(|row| applied_for(ctx, locale, row)).unwrap_or_default(),
        },
        desk::ToDo::Tell(put) => ToDo {
            title: "my-tell",
            act: "my-tell-act",
            text: by("apply-answer-by"),
            urgent: true,
            number_name: "fact-plate",
            number: put.vehicle.as_ref().and_then(|car| car.plate.as_ref()).map(ToString::to_string).unwrap_or_default(),
            path: format!("/account/complaints/{}", put.complaint_id),
            kind: map::choice(&ctx.policy_now().feedback.complaint_categories, locale, &put.category),
            left: left.clone(),
            ..ToDo::default()
        },
        desk::ToDo::Finish(row) => {
            ToDo { title: "my-finish", act: "my-finish-act", text: i18n::text(locale, "my-finish-text"), ..about(row) }
        }
    }
}

fn case(ctx: &Context, locale: Locale, row: &ApplicationRow) -> Case {
    let on = |key: &str, day| i18n::text_with(locale, key, &[("date", i18n::date(locale, day).into())]);
    let text = match (row.stage, row.review_by, row.ended_at) {
        (Stage::UnderReview, Some(day), _) => on("apply-decided-by", day),
        (Stage::Agreed | Stage::PaymentDue, ..) => i18n::text(locale, "my-bill-follows"),
        (_, _, Some(at)) => on("my-ended-on", ctx.policy_now().civil_day(at)),
        _ => String::new(),
    };
    Case {
        id: row.application_id.to_string(),
        number: row.number.clone(),
        kind: applied_for(ctx, locale, row),
        badge: stages::badge(locale, row.stage),
        text,
    }
}

/// What was applied for, in the words of the policy that it was begun under.
fn applied_for(ctx: &Context, locale: Locale, row: &ApplicationRow) -> String {
    let policy = kind_of(ctx, row).map_or(ctx.policy_now(), |(policy, ..)| policy);
    map::application(policy, locale, row)
}

fn held(ctx: &Context, locale: Locale, held: &licences::HeldLicence) -> HeldLicence {
    let licence = &held.licence;
    HeldLicence {
        id: licence.licence_id.to_string(),
        number: licence.number.clone(),
        kind: map::kind(ctx.policy_now(), locale, &licence.permit_kind),
        status: super::status(held),
        vehicle: held.vehicle.as_ref().map(|vehicle| map::description(vehicle, locale)),
        plate: held.vehicle.as_ref().and_then(|vehicle| vehicle.plate.as_ref()).map(map::plate),
        expires_on: licence.expires_on,
        days_left: held.days_left,
        is_certified: is_certified(licence, held.standing),
        may_renew: held.may_renew,
        is_renewing: licence.renewal_id.is_some(),
    }
}
