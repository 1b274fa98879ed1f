//! Accepting and rejecting documents.

use super::{answer, check_form, key_of};
use crate::routes::{Endpoint, post};
use crate::views::applications::Case;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications::{JudgementInput, judge};
use serde::Deserialize;
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![post("/{lang}/desk/applications/{id}/documents/{document_id}", super::WRITERS, || web::to(send))]
}

/// The ids in an address.
#[derive(Debug, Deserialize)]
struct DocumentPath {
    id: Uuid,
    document_id: Uuid,
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<DocumentPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let DocumentPath { id, document_id } = *path;
    // Each document has a form of its own on the same page, with names of its own.
    let (reason, note) = (format!("reason-{document_id}"), format!("note-{document_id}"));
    let outcome = async {
        let input = JudgementInput::parse(typed.text("verdict"), typed.text(&reason), typed.text(&note))?;
        let key = command_key(&caller, &format!("POST /desk/applications/{id}/documents/{document_id}"), typed.text("key"), typed.request());
        judge(ctx, &caller.actor, id, document_id, input, &key).await
    };
    let outcome = outcome.await;
    let done = if typed.text("verdict") == "accept" { "case-document-accepted" } else { "case-document-rejected" };
    let field = |pointer: &str| match pointer {
        "/reason_code" => reason.clone(),
        "/note" => note.clone(),
        _ => String::new(),
    };
    let refill = |view: &mut Case| {
        let forms = view.documents.iter_mut().filter(|document| document.id == document_id.to_string());
        for form in forms.filter_map(|document| document.judge.as_mut()) {
            form.key = key_of(&typed);
            form.reason = typed.text(&reason).to_owned();
            form.note = typed.text(&note).to_owned();
            form.open = true;
        }
    };
    answer(ctx, &caller, id, outcome, (done, "#docs"), field, refill).await
}
