//! Who drives a vehicle: assigning a driver, and ending an assignment.

use super::{IdPath, check_form, key_of, vehicle};
use crate::pages::faults;
use crate::routes::{Endpoint, post};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::assignments::{self, AssignInput};
use serde::Deserialize;
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/{lang}/desk/vehicles/{id}/drivers", super::WRITERS, || web::to(assign)),
        post("/{lang}/desk/vehicles/{id}/drivers/{assignment_id}/end", super::WRITERS, || web::to(end)),
    ]
}

/// The ids in an address.
#[derive(Debug, Deserialize)]
struct DriverPath {
    id: Uuid,
    assignment_id: Uuid,
}

async fn assign(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let outcome = async {
        let input = AssignInput::of_number(ctx, typed.text("permit_number"), typed.text("shift")).await?;
        let key = command_key(&caller, &format!("POST /desk/vehicles/{}/drivers", path.id), typed.text("key"), typed.request());
        Ok(assignments::assign(ctx, &caller.actor, path.id, input, &key).await?.position)
    };
    let outcome = outcome.await;
    vehicle::answer(ctx, &caller, path.id, outcome, ("drivers", "drivers-assigned"), field, |view| {
        let Some(form) = &mut view.assign else { return };
        form.key = key_of(&typed);
        form.permit_number = typed.text("permit_number").to_owned();
        form.shift = typed.text("shift").to_owned();
    })
    .await
}

async fn end(portal: web::Data<Portal>, caller: Caller, path: web::Path<DriverPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let key = command_key(&caller, &format!("POST /desk/drivers/{}/end", path.assignment_id), typed.text("key"), typed.request());
    let outcome = assignments::end(ctx, &caller.actor, path.assignment_id, &key).await;
    vehicle::answer(ctx, &caller, path.id, outcome, ("drivers", "drivers-ended"), field, |_| {}).await
}

/// The page asks for the permit by its number.
fn field(pointer: &str) -> String {
    match pointer {
        "/driver_licence_id" | "/driver" => "permit_number".to_owned(),
        other => faults::same_name(other),
    }
}
