//! Asking the applicant for what is missing or wrong.

use super::{answer, check_form, key_of};
use crate::pages::desk::IdPath;
use crate::pages::faults::same_name;
use crate::routes::{Endpoint, post};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications::{InformationInput, request_information};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![post("/{lang}/desk/applications/{id}/information-requests", super::WRITERS, || web::to(send))]
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let (questions, documents) = (typed.every("questions"), typed.every("documents"));
    let outcome = async {
        let input = InformationInput::parse(&questions, &documents, typed.text("message"))?;
        let key = command_key(&caller, &format!("POST /desk/applications/{}/information-requests", path.id), typed.text("key"), typed.request());
        request_information(ctx, &caller.actor, path.id, input, &key).await
    };
    let outcome = outcome.await;
    answer(ctx, &caller, path.id, outcome, ("case-asked-done", ""), same_name, |view| {
        let Some(form) = &mut view.ask else { return };
        form.key = key_of(&typed);
        form.message = typed.text("message").to_owned();
        (form.ticked_questions, form.ticked_documents) = (questions, documents);
    })
    .await
}
