//! Who stands there: by mobile number or national id. A number without an account gets one, once a
//! code that went there is read out here.

use super::{address, check_form, key_of};
use crate::pages::faults::{refused, same_name};
use crate::routes::{Endpoint, get, post};
use crate::views::FieldErrors;
use crate::views::counter::Counter;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key, new_key};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use application::counter::{Wanted, ask_to_open, find, open_account};
use application::{Context, Failure};
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/desk/counter", super::OFFICERS, || web::to(form)), post("/{lang}/desk/counter", super::OFFICERS, || web::to(send))]
}

async fn form(caller: Caller) -> Result<HttpResponse, WebError> {
    caller.actor.must_have(application::counter::OFFICERS)?;
    page(&Counter { page: caller.page(), key: new_key(), ..Counter::default() })
}

async fn send(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let mut view = Counter { page: caller.page(), key: key_of(&typed), who: typed.text("who").to_owned(), ..Counter::default() };
    match carry_out(&portal.ctx, &caller, &typed).await {
        Ok(Step::Found(account_id)) => Ok(see_other(&caller.page().url(&address(account_id)))),
        Ok(Step::CodeSent) => page(&Counter { code_sent: true, ..view }),
        Ok(Step::Unknown(wanted)) => {
            let mut errors = FieldErrors::none();
            errors.push("who".to_owned(), i18n::text(caller.locale, "counter-error-who-unknown"));
            page_with(StatusCode::NOT_FOUND, &Counter { may_open: matches!(wanted, Wanted::Mobile(_)), errors, ..view })
        }
        Err(failure) => {
            let again = refused(failure, caller.locale, "counter", |pointer| if pointer == "/mobile" { "who".to_owned() } else { same_name(pointer) })?;
            let asked = typed.text("open");
            (view.errors, view.may_open, view.code_sent) = (again.errors, asked == "ask", asked == "code");
            page_with(again.status, &view)
        }
    }
}

/// What became of a step.
enum Step {
    Found(Uuid),
    CodeSent,
    Unknown(Wanted),
}

/// Looks for the account. Where the officer asks for that, one is opened for a number that has none.
async fn carry_out(ctx: &Context, caller: &Caller, typed: &Fields) -> Result<Step, Failure> {
    let wanted = Wanted::parse(typed.text("who"))?;
    match (find(ctx, &caller.actor, &wanted).await?, wanted, typed.text("open")) {
        (Some(account_id), ..) => Ok(Step::Found(account_id)),
        (None, Wanted::Mobile(mobile), "ask") => {
            ask_to_open(ctx, &caller.actor, &mobile, caller.locale.code()).await?;
            Ok(Step::CodeSent)
        }
        (None, Wanted::Mobile(mobile), "code") => {
            let key = command_key(caller, "POST /desk/counter", typed.text("key"), typed.request());
            let (account_id, position) = open_account(ctx, &caller.actor, &mobile, typed.text("code"), &key).await?;
            ctx.shown(position).await?;
            Ok(Step::Found(account_id))
        }
        (None, wanted, _) => Ok(Step::Unknown(wanted)),
    }
}
