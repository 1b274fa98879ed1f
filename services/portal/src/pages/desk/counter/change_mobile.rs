//! Another number for whoever has lost the one before: a code goes to it, and is read out here.

use super::{address, check_form, key_of};
use crate::pages::desk::IdPath;
use crate::pages::faults::{refused, same_name};
use crate::routes::{Endpoint, get, post};
use crate::views::Choice;
use crate::views::counter::CounterMobile;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::counter::{NewMobile, ask, confirm, visit};
use application::{Context, Failure};
use domain::identity::account::Evidence;
use i18n::Locale;
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/desk/counter/{id}/mobile", super::OFFICERS, || web::to(form)),
        post("/{lang}/desk/counter/{id}/mobile", super::OFFICERS, || web::to(send)),
    ]
}

async fn form(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>) -> Result<HttpResponse, WebError> {
    page(&view(&portal.ctx, &caller, path.id, &Fields::default()).await?)
}

async fn view(ctx: &Context, caller: &Caller, account_id: Uuid, typed: &Fields) -> Result<CounterMobile, WebError> {
    let visit = visit(ctx, &caller.actor, account_id).await?;
    let word = |locale: Locale, kind: Evidence| i18n::text(locale, &format!("evidence-{}", kind.code().replace('_', "-")));
    let mut view = CounterMobile {
        page: caller.page(),
        key: key_of(typed),
        id: account_id.to_string(),
        name: visit.person.map(|person| person.full_name()).filter(|name| !name.is_empty()),
        mobile: typed.text("mobile").to_owned(),
        evidence: typed.text("evidence").to_owned(),
        kinds: Evidence::ALL.into_iter().map(|kind| Choice::new(kind.code(), word(caller.locale, kind))).collect(),
        ..CounterMobile::default()
    };
    view.page.path = format!("{}/mobile", address(account_id));
    Ok(view)
}

/// What became of a step.
enum Step {
    Sent,
    Changed(i64),
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let code_asked = typed.text("step") == "code";
    let refusal = match carry_out(ctx, &caller, path.id, &typed, code_asked).await {
        Ok(Step::Changed(position)) => {
            ctx.shown(position).await?;
            return Ok(see_other(&caller.page().url(&format!("{}?done=counter-mobile-changed", address(path.id)))));
        }
        Ok(Step::Sent) => {
            let view = view(ctx, &caller, path.id, &typed).await?;
            return page(&CounterMobile { code_sent: true, ..view });
        }
        Err(failure) => failure,
    };
    let again = refused(refusal, caller.locale, "counter", same_name)?;
    let view = view(ctx, &caller, path.id, &typed).await?;
    page_with(again.status, &CounterMobile { code_sent: code_asked, errors: again.errors, ..view })
}

async fn carry_out(ctx: &Context, caller: &Caller, account_id: Uuid, typed: &Fields, code_asked: bool) -> Result<Step, Failure> {
    let new = NewMobile::parse(typed.text("mobile"), typed.text("evidence"))?;
    if !code_asked {
        ask(ctx, &caller.actor, account_id, &new, caller.locale.code()).await?;
        return Ok(Step::Sent);
    }
    let key = command_key(caller, &format!("POST /desk/counter/{account_id}/mobile"), typed.text("key"), typed.request());
    confirm(ctx, &caller.actor, account_id, &new, typed.text("code"), &key).await.map(Step::Changed)
}
