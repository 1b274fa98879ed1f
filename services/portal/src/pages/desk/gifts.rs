//! Handing over the gifts that people got for points, by the code that they say.

use super::{IdPath, check_form, key_of};
use crate::pages::faults::{refused, same_name};
use crate::pages::flash::Done;
use crate::pages::map;
use crate::routes::{Access, Endpoint, get, post};
use crate::views::gifts::{Gift, Gifts};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use application::rewards::{OFFICERS, find, hand_over, parse_code, waiting};
use application::{Context, Failure};
use projections::rewards::GiftRow;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/desk/gifts", Access::Roles(OFFICERS), || web::to(list)),
        post("/{lang}/desk/gifts", Access::Roles(OFFICERS), || web::to(look_up)),
        post("/{lang}/desk/gifts/{id}", Access::Roles(OFFICERS), || web::to(give)),
    ]
}

async fn list(portal: web::Data<Portal>, caller: Caller, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let mut view = view(&portal.ctx, &caller, &Fields::default()).await?;
    view.page.flash = done.flash(caller.locale);
    page(&view)
}

/// By a form and not by an address: whoever reads a code has the gift.
async fn look_up(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let found = found(ctx, &caller, typed.text("code")).await;
    let mut view = view(ctx, &caller, &typed).await?;
    match found {
        Ok(found) if found.is_empty() => {
            view.errors.push("code".to_owned(), i18n::text(caller.locale, "gifts-error-code-unknown"));
            page_with(StatusCode::NOT_FOUND, &view)
        }
        Ok(found) => page(&Gifts { found, ..view }),
        Err(failure) => {
            let again = refused(failure, caller.locale, "gifts", same_name)?;
            page_with(again.status, &Gifts { errors: again.errors, ..view })
        }
    }
}

async fn give(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let key = command_key(&caller, &format!("POST /desk/gifts/{}", path.id), typed.text("key"), typed.request());
    match hand_over(ctx, &caller.actor, path.id, &key).await {
        Ok(position) => {
            ctx.shown(position).await?;
            Ok(see_other(&caller.page().url("/desk/gifts?done=gifts-handed-over-done")))
        }
        Err(failure) => {
            let again = refused(failure, caller.locale, "gifts", same_name)?;
            let found = found(ctx, &caller, typed.text("code")).await.unwrap_or_default();
            let view = view(ctx, &caller, &typed).await?;
            page_with(again.status, &Gifts { errors: again.errors, found, ..view })
        }
    }
}

async fn found(ctx: &Context, caller: &Caller, code: &str) -> Result<Vec<Gift>, Failure> {
    let found = find(ctx, &caller.actor, &parse_code(code)?).await?;
    Ok(found.iter().map(|row| gift(ctx, caller, row)).collect())
}

async fn view(ctx: &Context, caller: &Caller, typed: &Fields) -> Result<Gifts, Failure> {
    let waiting = waiting(ctx, &caller.actor).await?;
    let mut frame = caller.page();
    frame.path = "/desk/gifts".to_owned();
    Ok(Gifts {
        page: frame,
        key: key_of(typed),
        code: typed.text("code").to_owned(),
        waiting: waiting.iter().map(|row| gift(ctx, caller, row)).collect(),
        ..Gifts::default()
    })
}

fn gift(ctx: &Context, caller: &Caller, row: &GiftRow) -> Gift {
    Gift {
        id: row.redemption_id.to_string(),
        name: map::gift(ctx.policy_now(), caller.locale, &row.gift),
        redeemed_at: row.redeemed_at,
        handed_over_at: row.handed_over_at,
    }
}
