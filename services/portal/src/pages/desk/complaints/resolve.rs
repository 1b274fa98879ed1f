//! Deciding. One list offers every reason under its outcome, so that no reason is chosen for another.

use super::{check_form, key_of, outcome};
use crate::pages::desk::IdPath;
use crate::routes::{Endpoint, post};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Failure;
use application::complaints::{ResolutionInput, resolve};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![post("/{lang}/desk/complaints/{id}/resolution", super::WRITERS, || web::to(send))]
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let done = async {
        let (outcome, reason) = typed.text("resolution").split_once(':').ok_or_else(|| Failure::field("/reason_code", "choose-one"))?;
        let input = ResolutionInput::parse(outcome, reason, typed.text("note"))?;
        let key = command_key(&caller, &format!("POST /desk/complaints/{}/resolution", path.id), typed.text("key"), typed.request());
        resolve(ctx, &caller.actor, path.id, input, &key).await
    };
    let done = done.await;
    let field = |pointer: &str| match pointer {
        "/outcome" | "/reason_code" => "resolution".to_owned(),
        other => other.trim_start_matches('/').to_owned(),
    };
    outcome(ctx, &caller, path.id, done, "complaint-resolved-done", field, |view| {
        let Some(form) = &mut view.resolve else { return };
        form.key = key_of(&typed);
        form.resolution = typed.text("resolution").to_owned();
        form.note = typed.text("note").to_owned();
    })
    .await
}
