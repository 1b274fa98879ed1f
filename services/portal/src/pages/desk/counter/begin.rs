//! Beginning an application for whoever stands there, or taking up one that was begun elsewhere.

use super::{check_form, visit};
use crate::pages::desk::IdPath;
use crate::pages::faults::{refused, same_name};
use crate::routes::{Endpoint, post};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::reply::{page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications::{StartInput, start_for, take_up};
use domain::licensing::application::ApplicationKind;
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/{lang}/desk/counter/{id}/applications", super::OFFICERS, || web::to(begin)),
        post("/{lang}/desk/applications/{id}/counter", super::OFFICERS, || web::to(go_on)),
    ]
}

async fn begin(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let done = async {
        let input = StartInput::parse(ctx, typed.text("permit_kind"), ApplicationKind::New.code())?;
        let key = command_key(&caller, &format!("POST /desk/counter/{}/applications", path.id), typed.text("key"), typed.request());
        start_for(ctx, &caller.actor, path.id, input, &key).await
    };
    match done.await {
        Ok(started) => {
            ctx.shown(started.position).await?;
            Ok(to_application(&caller, started.application_id))
        }
        Err(failure) => {
            let again = refused(failure, caller.locale, "counter", same_name)?;
            let mut view = visit::view(ctx, &caller, path.id).await?;
            (view.page.path, view.errors) = (super::address(path.id), again.errors);
            page_with(again.status, &view)
        }
    }
}

async fn go_on(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let key = command_key(&caller, &format!("POST /desk/applications/{}/counter", path.id), typed.text("key"), typed.request());
    ctx.shown(take_up(ctx, &caller.actor, path.id, &key).await?).await?;
    Ok(to_application(&caller, path.id))
}

fn to_application(caller: &Caller, application_id: Uuid) -> HttpResponse {
    see_other(&caller.page().url(&format!("/applications/{application_id}")))
}
