//! Rating a ride.

use super::CodePath;
use super::looked::{looked, ridden};
use super::poll::question;
use crate::pages::faults::{refused, same_name};
use crate::pages::map;
use crate::routes::{Access, Endpoint, get, post};
use crate::views::FieldErrors;
use crate::views::feedback::{Rate, ThankYou};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::Fields;
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::scan::{FormToken, Passenger, RatingInput, Scanned, Verdict, admit, rate};
use application::{CommandKey, Context, Failure};

/// What the form's token is signed for, and the route of its command.
const PURPOSE: &str = "rating";

/// The rating's pages.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/V/{code}/rating", Access::Anyone, || web::to(form)),
        post("/{lang}/V/{code}/rating", Access::Anyone, || web::to(give)),
        get("/{lang}/V/{code}/thank-you", Access::Anyone, || web::to(thank_you)),
    ]
}

async fn form(portal: web::Data<Portal>, caller: Caller, path: web::Path<CodePath>) -> Result<HttpResponse, WebError> {
    let scanned = match looked(&portal.ctx, &caller, &path.code).await? {
        Ok(scanned) => scanned,
        Err(stop) => return Ok(stop),
    };
    if scanned.verdict == Verdict::VoidCode {
        return Ok(see_other(&caller.page().url(&format!("/V/{}", scanned.token))));
    }
    page(&view(&portal.ctx, &caller, &scanned, &Fields::default(), FieldErrors::none()))
}

/// The form with what was typed and a new token.
fn view(ctx: &Context, caller: &Caller, scanned: &Scanned, typed: &Fields, errors: FieldErrors) -> Rate {
    let code = scanned.token.to_string();
    Rate {
        page: caller.page(),
        errors,
        key: FormToken::issue(ctx, PURPOSE, &code),
        code,
        vehicle: ridden(&scanned.vehicle, caller),
        stars: typed.text("stars").parse().unwrap_or(0),
        tags: map::choices(&ctx.policy_now().feedback.tags, caller.locale),
        chosen_tags: typed.every("tags"),
        comment: typed.text("comment").to_owned(),
    }
}

async fn give(portal: web::Data<Portal>, caller: Caller, path: web::Path<CodePath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let scanned = match looked(ctx, &caller, &path.code).await? {
        Ok(scanned) => scanned,
        Err(stop) => return Ok(stop),
    };
    match carry_out(ctx, &caller, &scanned.token.to_string(), &typed).await {
        Ok(_) => Ok(see_other(&caller.page().url(&format!("/V/{}/thank-you", scanned.token)))),
        Err(failure) => {
            let refused = refused(failure, caller.locale, "rate", same_name)?;
            page_with(refused.status, &view(ctx, &caller, &scanned, &typed, refused.errors))
        }
    }
}

async fn carry_out(ctx: &Context, caller: &Caller, code: &str, typed: &Fields) -> Result<i64, Failure> {
    let token = FormToken::check(ctx, PURPOSE, code, typed.text("key"))?;
    let input = RatingInput::parse(ctx, typed.text("stars").parse().ok(), &typed.every("tags"), typed.text("comment"))?;
    admit(ctx, &caller.visitor, Passenger::Rates)?;
    let key = CommandKey::from_client(&format!("public:{code}"), PURPOSE, token.key(), typed.request());
    rate(ctx, code, input, &key).await
}

async fn thank_you(portal: web::Data<Portal>, caller: Caller, path: web::Path<CodePath>) -> Result<HttpResponse, WebError> {
    match looked(&portal.ctx, &caller, &path.code).await? {
        Ok(scanned) => {
            let code = scanned.token.to_string();
            let poll = question(&portal.ctx, &caller, &code, "").await?;
            page(&ThankYou { page: caller.page(), errors: FieldErrors::none(), poll, code })
        }
        Err(stop) => Ok(stop),
    }
}
