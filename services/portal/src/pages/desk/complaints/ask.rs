//! Asking the driver.

use super::{check_form, key_of, outcome};
use crate::pages::desk::IdPath;
use crate::pages::faults::same_name;
use crate::routes::{Endpoint, post};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::complaints::{AskDriverInput, ask_driver};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![post("/{lang}/desk/complaints/{id}/driver-questions", super::WRITERS, || web::to(send))]
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let done = async {
        let input = AskDriverInput::parse(typed.text("account"))?;
        let key = command_key(&caller, &format!("POST /desk/complaints/{}/driver-questions", path.id), typed.text("key"), typed.request());
        ask_driver(ctx, &caller.actor, path.id, input, &key).await
    };
    let done = done.await;
    outcome(ctx, &caller, path.id, done, "complaint-driver-asked-done", same_name, |view| {
        let Some(form) = &mut view.ask else { return };
        (form.key, form.text) = (key_of(&typed), typed.text("account").to_owned());
    })
    .await
}
