use super::{Draft, IdPath, check, check_form, tasks, whole};
use crate::pages::faults;
use crate::routes::{Access, Endpoint, post};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::reply::{page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications::{self, SubmissionInput};
use projections::applications::Stage;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/{lang}/applications/{id}/submission", Access::SignedIn, || web::to(send)),
        post("/{lang}/applications/{id}/withdrawal", Access::SignedIn, || web::to(withdraw)),
    ]
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let draft = Draft::of(ctx, &caller, path.id).await?;
    let key = command_key(&caller, &format!("POST /applications/{}/submission", path.id), typed.text("key"), typed.request());
    let declared = SubmissionInput { declared: typed.text("declared") == "yes" };
    match applications::submit(ctx, &caller.actor, path.id, declared, &key).await {
        Ok(position) => {
            ctx.shown(position).await?;
            Ok(see_other(&caller.page().url(&format!("/applications/{}?done=apply-sent", path.id))))
        }
        Err(failure) => {
            let refused = faults::refused(failure, caller.locale, "apply", whole)?;
            if draft.own.row.stage == Stage::Draft {
                page_with(refused.status, &check::view(&caller, &draft, &typed, refused.errors))
            } else {
                page_with(refused.status, &tasks::view(ctx, &caller, &draft, refused.errors))
            }
        }
    }
}

async fn withdraw(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let key = command_key(&caller, &format!("POST /applications/{}/withdrawal", path.id), typed.text("key"), typed.request());
    let position = applications::withdraw(ctx, &caller.actor, path.id, &key).await?;
    ctx.shown(position).await?;
    Ok(see_other(&caller.page().url(&format!("/applications/{}?done=apply-withdrawn", path.id))))
}
