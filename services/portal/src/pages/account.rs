//! The own account: what is known, and an e-mail address to add. The address stands in forms, never
//! in the address of a page.

use crate::pages::faults;
use crate::pages::flash::Done;
use crate::routes::{Access, Endpoint, get, post};
use crate::views::account::{Account, EmailCode};
use crate::views::FieldErrors;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use application::accounts::{NewEmail, ask, confirm, view};
use application::complaints::put_to_me;
use application::{Actor, Failure};

/// The pages of the own account.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/account", Access::SignedIn, || web::to(show)),
        post("/{lang}/account/email", Access::SignedIn, || web::to(send_code)),
        get("/{lang}/account/email", Access::SignedIn, || web::to(begin_again)),
        post("/{lang}/account/email/code", Access::SignedIn, || web::to(enter)),
        get("/{lang}/account/email/code", Access::SignedIn, || web::to(begin_again)),
    ]
}

async fn show(portal: web::Data<Portal>, caller: Caller, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let mut shown = account(&portal, &caller, &Fields::default(), FieldErrors::none()).await?;
    shown.page.flash = done.flash(caller.locale);
    page(&shown)
}

async fn account(portal: &Portal, caller: &Caller, typed: &Fields, errors: FieldErrors) -> Result<Account, WebError> {
    let own = view(&portal.ctx, &caller.actor).await?;
    let put = put_to_me(&portal.ctx, &caller.actor).await?;
    let open = put.iter().filter(|put| put.can_answer).count();
    let mut frame = caller.page();
    frame.path = "/account".to_owned();
    Ok(Account {
        page: frame,
        errors,
        name: own.name,
        mobile: own.mobile,
        known_email: own.email,
        email: typed.text("email").to_owned(),
        complaints: (!put.is_empty()).then(|| open.try_into().unwrap_or(i64::MAX)),
    })
}

/// The code's form stands only behind the address's.
async fn begin_again(caller: Caller) -> Result<HttpResponse, WebError> {
    must_be_signed_in(&caller)?;
    Ok(see_other(&caller.page().url("/account")))
}

fn must_be_signed_in(caller: &Caller) -> Result<(), WebError> {
    if caller.actor == Actor::Public { Err(Failure::SignInNeeded.into()) } else { Ok(()) }
}

async fn send_code(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    must_be_signed_in(&caller)?;
    check_csrf(&caller, typed.text("csrf"))?;
    let sent = async {
        let email = NewEmail::parse(typed.text("email"))?;
        ask(&portal.ctx, &caller.actor, &email, caller.locale.code()).await
    };
    match sent.await {
        Ok(()) => page(&code_form(&caller, &typed, FieldErrors::none())),
        Err(failure) => {
            let refused = faults::refused(failure, caller.locale, "account", faults::same_name)?;
            page_with(refused.status, &account(&portal, &caller, &typed, refused.errors).await?)
        }
    }
}

fn code_form(caller: &Caller, typed: &Fields, errors: FieldErrors) -> EmailCode {
    let mut frame = caller.page();
    frame.path = "/account".to_owned();
    EmailCode { page: frame, errors, email: typed.text("email").trim().to_owned(), code: typed.text("code").to_owned() }
}

async fn enter(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    must_be_signed_in(&caller)?;
    check_csrf(&caller, typed.text("csrf"))?;
    let confirmed = async {
        let email = NewEmail::parse(typed.text("email"))?;
        confirm(&portal.ctx, &caller.actor, &email, typed.text("code")).await
    };
    let failure = match confirmed.await {
        Ok(_) => return Ok(see_other(&caller.page().url("/account?done=account-email-added"))),
        Err(failure) => failure,
    };
    // Another's address is a matter of the address, whose field the account's own form has.
    if matches!(failure, Failure::Taken(_)) {
        let refused = faults::refused(failure, caller.locale, "account", faults::same_name)?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &account(&portal, &caller, &typed, refused.errors).await?);
    }
    let refused = faults::refused(failure, caller.locale, "account", faults::same_name)?;
    page_with(refused.status, &code_form(&caller, &typed, refused.errors))
}
