//! Agreeing and refusing.

use super::{answer, check_form, key_of};
use crate::pages::desk::IdPath;
use crate::routes::{Endpoint, post};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications::{DecisionInput, decide};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![post("/{lang}/desk/applications/{id}/decision", super::WRITERS, || web::to(send))]
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let grants = typed.text("outcome") == "grant";
    let (reason, note) = if grants { ("grant_reason", "grant_note") } else { ("refuse_reason", "refuse_note") };
    let outcome = async {
        let input = DecisionInput::parse(typed.text("outcome"), typed.text(reason), typed.text(note))?;
        let key = command_key(&caller, &format!("POST /desk/applications/{}/decision", path.id), typed.text("key"), typed.request());
        decide(ctx, &caller.actor, path.id, input, &key).await
    };
    let outcome = outcome.await;
    let done = if grants { "case-granted-done" } else { "case-refused-done" };
    let field = |pointer: &str| match pointer {
        "/reason_code" => reason.to_owned(),
        "/note" => note.to_owned(),
        _ => String::new(),
    };
    answer(ctx, &caller, path.id, outcome, (done, ""), field, |view| {
        let Some(form) = (if grants { &mut view.grant } else { &mut view.refuse }) else { return };
        form.key = key_of(&typed);
        form.reason = typed.text(reason).to_owned();
        form.note = typed.text(note).to_owned();
    })
    .await
}
