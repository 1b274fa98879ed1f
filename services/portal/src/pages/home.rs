//! The home page, and the code that a passenger types into it.

use crate::routes::{Access, Endpoint, get};
use crate::views::{Choice, FieldErrors};
use crate::views::home::Home;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use application::register::{SearchInput, search};
use qr_templates::FleetToken;
use serde::Deserialize;

/// The home page's routes.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/", Access::Anyone, || web::to(persian_first)),
        get("/{lang}", Access::Anyone, || web::to(home)),
        get("/{lang}/", Access::Anyone, || web::to(home)),
        get("/{lang}/scan", Access::Anyone, || web::to(scan)),
    ]
}

async fn persian_first() -> HttpResponse {
    see_other("/fa/")
}

async fn home(portal: web::Data<Portal>, caller: Caller, done: web::Query<super::flash::Done>) -> Result<HttpResponse, WebError> {
    let mut view = view(&portal, &caller).await?;
    view.page.flash = done.flash(caller.locale);
    page(&view)
}

async fn view(portal: &Portal, caller: &Caller) -> Result<Home, WebError> {
    let valid = SearchInput::parse("", "valid", "", "", "", "", Some(1))?;
    let found = search(&portal.ctx, &valid).await?;
    let mut page = caller.page();
    page.path = "/".to_owned();
    let policy = portal.ctx.policy_now();
    let kinds = policy.applied_for().map(|kind| Choice::new(kind.code.clone(), super::map::kind(policy, caller.locale, &kind.code)));
    Ok(Home { page, valid_taxis: Some(found.total), kinds: kinds.collect(), ..Home::default() })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    code: String,
}

/// Leads to the page of a code, or back to the form where it cannot be one.
async fn scan(portal: web::Data<Portal>, caller: Caller, typed: web::Query<Typed>) -> Result<HttpResponse, WebError> {
    let page_of = |token: FleetToken| format!("/{}/V/{token}", caller.locale.code());
    if let Ok(token) = FleetToken::parse(&typed.code) {
        return Ok(see_other(&page_of(token)));
    }
    let mut errors = FieldErrors::none();
    errors.push("code", i18n::text(caller.locale, "home-error-code"));
    let view = Home { errors, code: typed.code.clone(), ..view(&portal, &caller).await? };
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}
