//! Inspections on a vehicle's page: appointing one, and telling how it went.

use super::{IdPath, key_of, vehicle};
use crate::pages::{dates, faults};
use crate::routes::{Access, Endpoint, post};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf, command_key};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::inspections::{self, INSPECTORS, RecordInput, SCHEDULERS, ScheduleInput};
use serde::Deserialize;
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/{lang}/desk/vehicles/{id}/inspections", Access::Roles(SCHEDULERS), || web::to(schedule)),
        post("/{lang}/desk/vehicles/{id}/inspections/{inspection_id}", Access::Roles(INSPECTORS), || web::to(record)),
    ]
}

/// The ids in an address.
#[derive(Debug, Deserialize)]
struct InspectionPath {
    id: Uuid,
    inspection_id: Uuid,
}

async fn schedule(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    caller.actor.must_have(SCHEDULERS)?;
    check_csrf(&caller, typed.text("csrf"))?;
    let ctx = &portal.ctx;
    let on = dates::typed(&typed, "on");
    let outcome = async {
        let input = ScheduleInput::parse(&dates::iso(&on))?;
        let key = command_key(&caller, &format!("POST /desk/vehicles/{}/inspections", path.id), typed.text("key"), typed.request());
        Ok(inspections::schedule(ctx, &caller.actor, path.id, input, &key).await?.position)
    };
    let outcome = outcome.await;
    vehicle::answer(ctx, &caller, path.id, outcome, ("inspection", "inspection-scheduled-done"), field, |view| {
        let Some(form) = &mut view.schedule else { return };
        (form.key, form.on) = (key_of(&typed), on);
    })
    .await
}

async fn record(portal: web::Data<Portal>, caller: Caller, path: web::Path<InspectionPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    caller.actor.must_have(INSPECTORS)?;
    check_csrf(&caller, typed.text("csrf"))?;
    let ctx = &portal.ctx;
    let outcome = async {
        let failed = typed.text("result") == "failed";
        let defects = if failed { typed.every("defects") } else { Vec::new() };
        let input = RecordInput::parse(typed.text("result"), &defects, typed.text("note"))?;
        let key = command_key(&caller, &format!("POST /desk/inspections/{}", path.inspection_id), typed.text("key"), typed.request());
        inspections::record(ctx, &caller.actor, path.inspection_id, input, &key).await
    };
    let outcome = outcome.await;
    vehicle::answer(ctx, &caller, path.id, outcome, ("inspection", "inspection-recorded-done"), field, |view| {
        let Some(form) = &mut view.record else { return };
        form.key = key_of(&typed);
        form.result = typed.text("result").to_owned();
        form.chosen = typed.every("defects");
        form.note = typed.text("note").to_owned();
    })
    .await
}

/// A fault of the vehicle is told beside the day.
fn field(pointer: &str) -> String {
    match pointer {
        "/vehicle" => "on".to_owned(),
        other => faults::same_name(other),
    }
}
