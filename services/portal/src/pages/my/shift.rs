//! Beginning and ending a shift, by forms. Sending the car's place needs a small script of our own;
//! everything else works without.

use crate::pages::faults::{refused, same_name};
use crate::pages::flash::Done;
use crate::pages::map;
use crate::routes::{Access, Endpoint, get, post};
use crate::views::FieldErrors;
use crate::views::shifts::{Shift, UnderWay};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf, command_key, new_key};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::shifts::{consent, current, end, start};
use application::{Context, Failure};
use projections::register::query::vehicle;
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/my/shift", Access::SignedIn, || web::to(show)),
        post("/{lang}/my/shift", Access::SignedIn, || web::to(begin)),
        post("/{lang}/my/shift/end", Access::SignedIn, || web::to(finish)),
        post("/{lang}/my/shift/consent", Access::SignedIn, || web::to(agree)),
    ]
}

async fn show(portal: web::Data<Portal>, caller: Caller, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let mut view = view(&portal.ctx, &caller, FieldErrors::none()).await?;
    view.page.flash = done.flash(caller.locale);
    page(&view)
}

async fn view(ctx: &Context, caller: &Caller, errors: FieldErrors) -> Result<Shift, WebError> {
    let under_way = match current(ctx, &caller.actor).await? {
        Some(shift) => Some(UnderWay {
            id: shift.shift_id.to_string(),
            started_at: shift.started_at,
            consent: shift.consent,
            plate: vehicle(ctx.pool(), shift.vehicle_id).await?.and_then(|car| car.plate).as_ref().map(map::plate),
        }),
        None => None,
    };
    let mut frame = caller.page();
    frame.path = "/my/shift".to_owned();
    Ok(Shift { page: frame, errors, key: new_key(), under_way, kept_days: ctx.policy_now().location.kept_days.into() })
}

async fn begin(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    checked(&caller, &typed)?;
    let key = command_key(&caller, "POST /my/shift", typed.text("key"), typed.request());
    let begun = start(&portal.ctx, &caller.actor, typed.text("consent") == "yes", &key).await;
    told(&portal.ctx, &caller, begun.map(|begun| begun.position), "shift-started").await
}

async fn finish(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    let shift_id = checked(&caller, &typed)?.ok_or(Failure::NotFound)?;
    let key = command_key(&caller, "POST /my/shift/end", typed.text("key"), typed.request());
    let ended = end(&portal.ctx, &caller.actor, shift_id, &key).await;
    told(&portal.ctx, &caller, ended, "shift-ended").await
}

async fn agree(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    let shift_id = checked(&caller, &typed)?.ok_or(Failure::NotFound)?;
    let key = command_key(&caller, "POST /my/shift/consent", typed.text("key"), typed.request());
    let agreed = consent(&portal.ctx, &caller.actor, shift_id, typed.text("given") == "yes", &key).await;
    told(&portal.ctx, &caller, agreed, "shift-consent-kept").await
}

/// Refuses a form that our page did not make; the shift that it is about, where it names one.
fn checked(caller: &Caller, typed: &Fields) -> Result<Option<Uuid>, WebError> {
    caller.must_be_known()?;
    check_csrf(caller, typed.text("csrf"))?;
    Ok(typed.text("shift_id").parse().ok())
}

async fn told(ctx: &Context, caller: &Caller, outcome: Result<i64, Failure>, done: &str) -> Result<HttpResponse, WebError> {
    match outcome {
        Ok(position) => {
            ctx.shown(position).await?;
            Ok(see_other(&caller.page().url(&format!("/my/shift?done={done}"))))
        }
        Err(failure) => {
            let refused = refused(failure, caller.locale, "shift", same_name)?;
            page_with(refused.status, &view(ctx, caller, refused.errors).await?)
        }
    }
}
