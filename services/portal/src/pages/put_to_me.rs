//! What a driver was asked about: the officer's account of it, and the driver's own words.

use super::complaints;
use crate::pages::faults::{Refused, refused, same_name};
use crate::pages::flash::Done;
use crate::pages::map;
use crate::routes::{Access, Endpoint, get, post};
use crate::views::complaints::{Put, PutLine, PutList, WriteForm, Written};
use crate::views::{Badge, BadgeTone};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf, command_key, new_key};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Context;
use application::complaints::{HearingInput, PutToDriver, hear_driver, put_to_me, put_to_me_one};
use i18n::Locale;
use serde::Deserialize;
use uuid::Uuid;

/// The driver's pages of complaints.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/account/complaints", Access::SignedIn, || web::to(list)),
        get("/{lang}/account/complaints/{id}", Access::SignedIn, || web::to(show)),
        post("/{lang}/account/complaints/{id}/answer", Access::SignedIn, || web::to(answer)),
    ]
}

#[derive(Debug, Deserialize)]
struct IdPath {
    id: Uuid,
}

async fn list(portal: web::Data<Portal>, caller: Caller) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let put = put_to_me(ctx, &caller.actor).await?;
    let line = |put: &PutToDriver| PutLine {
        id: put.complaint_id.to_string(),
        category: category(ctx, caller.locale, put),
        asked_at: put.asked_at,
        answer_by: put.answer_by,
        state: badge(caller.locale, put),
    };
    page(&PutList { page: caller.page(), lines: put.iter().map(line).collect() })
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let mut shown = view(&portal.ctx, &caller, path.id).await?;
    shown.page.flash = done.flash(caller.locale);
    page(&shown)
}

async fn view(ctx: &Context, caller: &Caller, complaint_id: Uuid) -> Result<Put, WebError> {
    let put = put_to_me_one(ctx, &caller.actor, complaint_id).await?;
    let (locale, car) = (caller.locale, put.vehicle.as_ref());
    Ok(Put {
        page: caller.page(),
        id: put.complaint_id.to_string(),
        category: category(ctx, locale, &put),
        state: badge(locale, &put),
        vehicle: car.map(|car| map::description(car, locale)).unwrap_or_default(),
        plate: car.and_then(|car| car.plate.as_ref()).map(map::plate),
        occurred_at: put.occurred_at,
        account: put.account.clone(),
        answer_by: put.answer_by,
        answer: put.heard_at.zip(put.answer.clone()).map(|(at, text)| Written { at, text }),
        resolution: complaints::resolution(ctx.policy_now(), locale, put.outcome, put.reason.as_deref(), None),
        reply: put.can_answer.then(|| WriteForm { key: new_key(), ..WriteForm::default() }),
        ..Put::default()
    })
}

async fn answer(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    caller.must_be_known()?;
    check_csrf(&caller, typed.text("csrf"))?;
    let ctx = &portal.ctx;
    let address = format!("/account/complaints/{}", path.id);
    let done = async {
        let input = HearingInput::parse(typed.text("text"))?;
        let key = command_key(&caller, &format!("POST {address}/answer"), typed.text("key"), typed.request());
        hear_driver(ctx, &caller.actor, path.id, input, &key).await
    };
    let failure = match done.await {
        Ok(position) => {
            ctx.shown(position).await?;
            return Ok(see_other(&caller.page().url(&format!("{address}?done=put-answered"))));
        }
        Err(failure) => failure,
    };
    let Refused { errors, status } = refused(failure, caller.locale, "put", same_name)?;
    let mut shown = view(ctx, &caller, path.id).await?;
    shown.page.path = address;
    shown.errors = errors;
    if let Some(form) = &mut shown.reply {
        form.text = typed.text("text").to_owned();
        form.key = match typed.text("key") {
            "" => new_key(),
            key => key.to_owned(),
        };
    }
    page_with(status, &shown)
}

fn category(ctx: &Context, locale: Locale, put: &PutToDriver) -> String {
    map::choice(&ctx.policy_now().feedback.complaint_categories, locale, &put.category)
}

/// Whose turn it is, as the driver sees it.
fn badge(locale: Locale, put: &PutToDriver) -> Badge {
    let (tone, icon, key) = match (put.resolved_at, put.heard_at, put.can_answer) {
        (Some(_), _, _) => (BadgeTone::Good, "tick", "put-resolved"),
        (None, Some(_), _) => (BadgeTone::Busy, "clock", "put-heard"),
        (None, None, true) => (BadgeTone::Watch, "clock", "put-open"),
        (None, None, false) => (BadgeTone::Off, "glass", "put-late"),
    };
    Badge::new(tone, icon, i18n::text(locale, key))
}
