//! Signing in by a one-time code, and out. The address that a code goes to stands in forms, never in
//! an address of a page.

use crate::routes::{Access, Endpoint, get, post};
use crate::views::FieldErrors;
use crate::views::sign_in::{SignIn, SignInCode};
use crate::web::caller::{Caller, SESSION};
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::http::StatusCode;
use actix_web::http::header::{CLEAR_SITE_DATA, HeaderValue};
use actix_web::{HttpResponse, web};
use application::sign_in::{Credential, NewSession, SessionKind, SignInAddress, ask, authenticate, confirm, sign_out};
use application::{Actor, Context, Failure};
use chrono::TimeDelta;
use domain::identity::account::Role;
use i18n::Locale;

/// The pages of signing in.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/sign-in", Access::Anyone, || web::to(form)),
        post("/{lang}/sign-in", Access::Anyone, || web::to(send_code)),
        get("/{lang}/sign-in/code", Access::Anyone, || web::to(begin_again)),
        post("/{lang}/sign-in/code", Access::Anyone, || web::to(enter)),
        post("/{lang}/sign-out", Access::Anyone, || web::to(leave)),
    ]
}

/// A page of this site to go to afterwards; anything else is no place to go to.
fn local(next: &str) -> &str {
    let ours = Locale::ALL.iter().any(|locale| next.starts_with(&format!("/{}/", locale.code())));
    let plain = next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if ours && plain && !next.contains("//") { next } else { "" }
}

/// Where somebody with these roles begins.
fn beginning(actor: &Actor) -> &'static str {
    match actor {
        actor if actor.has(&[Role::Officer, Role::Inspector, Role::Manager]) => "/desk",
        actor if actor.has(&[Role::Auditor]) => "/history",
        actor if actor.has(&[Role::Finance, Role::Admin]) => "/",
        actor if actor.has(&[Role::AgencyManager]) => "/agency",
        _ => "/my",
    }
}

async fn form(caller: Caller, asked: web::Query<Fields>) -> Result<HttpResponse, WebError> {
    let next = local(asked.text("next"));
    if caller.actor != Actor::Public {
        let own = caller.page().url(beginning(&caller.actor));
        return Ok(see_other(if next.is_empty() { &own } else { next }));
    }
    page(&SignIn { page: caller.page(), next: next.to_owned(), ..SignIn::default() })
}

/// The code's form stands only behind the address's.
async fn begin_again(caller: Caller) -> HttpResponse {
    see_other(&caller.page().url("/sign-in"))
}

async fn send_code(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    let sent = async {
        let address = SignInAddress::parse_either(typed.text("contact"))?;
        ask(&portal.ctx, &address, &caller.visitor, caller.locale.code()).await
    };
    match sent.await {
        Ok(()) => page(&code_form(&portal.ctx, &caller, &typed, FieldErrors::none())),
        Err(failure) => {
            let (text, status) = match failure {
                Failure::Invalid(_) => ("sign-in-error-contact", StatusCode::UNPROCESSABLE_ENTITY),
                Failure::TooMany { .. } => ("sign-in-error-too-many", StatusCode::TOO_MANY_REQUESTS),
                other => return Err(other.into()),
            };
            contact_form(&caller, &typed, text, status)
        }
    }
}

fn contact_form(caller: &Caller, typed: &Fields, text: &str, status: StatusCode) -> Result<HttpResponse, WebError> {
    let mut frame = caller.page();
    frame.path = "/sign-in".to_owned();
    let mut errors = FieldErrors::none();
    errors.push("contact", i18n::text(caller.locale, text));
    page_with(status, &SignIn { page: frame, errors, contact: typed.text("contact").to_owned(), next: local(typed.text("next")).to_owned() })
}

fn code_form(ctx: &Context, caller: &Caller, typed: &Fields, errors: FieldErrors) -> SignInCode {
    let mut frame = caller.page();
    frame.path = "/sign-in".to_owned();
    let minutes = ctx.policy_now().sign_in.code_minutes;
    SignInCode {
        page: frame,
        // After a wrong code nobody knows here how long the right one still works.
        expires_at: errors.is_empty().then(|| ctx.clock.now() + TimeDelta::minutes(minutes.into())),
        errors,
        contact: typed.text("contact").trim().to_owned(),
        code: typed.text("code").to_owned(),
        next: local(typed.text("next")).to_owned(),
    }
}

async fn enter(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let Ok(address) = SignInAddress::parse_either(typed.text("contact")) else {
        return contact_form(&caller, &typed, "sign-in-error-contact", StatusCode::UNPROCESSABLE_ENTITY);
    };
    let (text, status) = match confirm(ctx, &address, typed.text("code"), &caller.visitor, SessionKind::Cookie).await {
        Ok(session) => return welcome(&portal, &caller, &session, local(typed.text("next"))).await,
        Err(Failure::Invalid(_)) => ("sign-in-error-code", StatusCode::UNPROCESSABLE_ENTITY),
        Err(Failure::TooMany { .. }) => ("sign-in-error-locked", StatusCode::TOO_MANY_REQUESTS),
        Err(other) => return Err(other.into()),
    };
    let mut errors = FieldErrors::none();
    errors.push("code", i18n::text(caller.locale, text));
    page_with(status, &code_form(ctx, &caller, &typed, errors))
}

async fn welcome(portal: &Portal, caller: &Caller, session: &NewSession, next: &str) -> Result<HttpResponse, WebError> {
    let target = if next.is_empty() {
        let known = authenticate(&portal.ctx, Credential::Cookie(&session.secret)).await?;
        let begin = known.map_or("/", |known| beginning(&known.actor));
        caller.page().url(&format!("{begin}?done=sign-in-done"))
    } else {
        next.to_owned()
    };
    let seconds = (session.expires_at - portal.ctx.clock.now()).num_seconds();
    let mut answer = see_other(&target);
    set(&mut answer, cookie(portal, &session.secret, seconds))?;
    Ok(answer)
}

async fn leave(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    if caller.actor != Actor::Public {
        check_csrf(&caller, typed.text("csrf"))?;
        sign_out(&portal.ctx, &caller.actor).await?;
    }
    let mut answer = see_other(&caller.page().url("/?done=sign-out-done"));
    set(&mut answer, cookie(&portal, "", 0))?;
    // What the browser kept of the session's pages goes with the session.
    answer.headers_mut().insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(answer)
}

/// The session's cookie: out of scripts' reach, and not sent from other sites' forms.
fn cookie(portal: &Portal, secret: &str, seconds: i64) -> Cookie<'static> {
    Cookie::build(SESSION, secret.to_owned())
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(portal.secure_cookies)
        .max_age(time::Duration::seconds(seconds))
        .finish()
}

fn set(answer: &mut HttpResponse, cookie: Cookie<'_>) -> Result<(), WebError> {
    answer.add_cookie(&cookie).map_err(|error| Failure::Internal(error.to_string()).into())
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for next in ["/fa/desk", "/en/desk/licences/1?done=x", "/fa/"] {
            assert_eq!(local(next), next);
        }
        for next in ["", "/", "//evil.test", "/fa//evil.test", "https://evil.test", "/\\evil.test", "/fa/\\evil", "/fa/a\r\nb", "desk", "/de/desk"] {
            assert_eq!(local(next), "", "{next}");
        }
    }
}
