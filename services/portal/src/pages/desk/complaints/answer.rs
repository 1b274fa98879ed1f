//! Writing to the passenger.

use super::{check_form, key_of, outcome};
use crate::pages::desk::IdPath;
use crate::pages::faults::same_name;
use crate::routes::{Endpoint, post};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::complaints::{AnswerInput, answer_passenger};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![post("/{lang}/desk/complaints/{id}/answers", super::WRITERS, || web::to(send))]
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let done = async {
        let input = AnswerInput::parse(typed.text("text"))?;
        let key = command_key(&caller, &format!("POST /desk/complaints/{}/answers", path.id), typed.text("key"), typed.request());
        answer_passenger(ctx, &caller.actor, path.id, input, &key).await
    };
    let done = done.await;
    outcome(ctx, &caller, path.id, done, "complaint-answered-done", same_name, |view| {
        let Some(form) = &mut view.answer else { return };
        (form.key, form.text) = (key_of(&typed), typed.text("text").to_owned());
    })
    .await
}
