//! Who stands there: by mobile number or national id. A number without an account gets one.

use super::{address, check_form, key_of};
use crate::pages::faults::refused;
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
use application::counter::{Wanted, find, open_account};
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
    let (errors, status) = match found(&portal.ctx, &caller, &typed).await {
        Ok(Some(account_id)) => return Ok(see_other(&caller.page().url(&address(account_id)))),
        Ok(None) => {
            view.may_open = matches!(Wanted::parse(&view.who), Ok(Wanted::Mobile(_)));
            let mut errors = FieldErrors::none();
            errors.push("who".to_owned(), i18n::text(caller.locale, "counter-error-who-unknown"));
            (errors, StatusCode::NOT_FOUND)
        }
        Err(failure) => {
            let again = refused(failure, caller.locale, "counter", |_| "who".to_owned())?;
            (again.errors, again.status)
        }
    };
    view.errors = errors;
    page_with(status, &view)
}

/// The account that was looked for, or was opened where the officer asked for that.
async fn found(ctx: &Context, caller: &Caller, typed: &Fields) -> Result<Option<Uuid>, Failure> {
    let wanted = Wanted::parse(typed.text("who"))?;
    match (find(ctx, &caller.actor, &wanted).await?, wanted, typed.text("open")) {
        (None, Wanted::Mobile(mobile), "yes") => {
            let key = command_key(caller, "POST /desk/counter", typed.text("key"), typed.request());
            let (account_id, position) = open_account(ctx, &caller.actor, &mobile, &key).await?;
            ctx.shown(position).await?;
            Ok(Some(account_id))
        }
        (found, ..) => Ok(found),
    }
}
