use super::{IdPath, check_form, key_of};
use crate::pages::{dates, faults, map};
use crate::routes::{Endpoint, get, post};
use crate::views::FieldErrors;
use crate::views::licence::RecordLicence;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::licences::{IssueInput, IssuedLicence, issue};
use application::{Context, Failure};
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/desk/vehicles/{id}/licences/new", super::WRITERS, || web::to(form)),
        post("/{lang}/desk/vehicles/{id}/licences", super::WRITERS, || web::to(send)),
    ]
}

async fn form(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>) -> Result<HttpResponse, WebError> {
    caller.actor.must_have(super::OFFICERS)?;
    let mut view = view(&portal.ctx, &caller, path.id, &Fields::default(), FieldErrors::none()).await?;
    view.starts_on = dates::fields_of(portal.ctx.today(), caller.locale);
    page(&view)
}

async fn view(ctx: &Context, caller: &Caller, vehicle_id: Uuid, typed: &Fields, errors: FieldErrors) -> Result<RecordLicence, WebError> {
    let shown = application::vehicles::view(ctx, &caller.actor, vehicle_id).await?;
    let mut frame = caller.page();
    frame.path = format!("/desk/vehicles/{vehicle_id}/licences/new");
    Ok(RecordLicence {
        page: frame,
        errors,
        key: key_of(typed),
        vehicle_id: vehicle_id.to_string(),
        plate: shown.vehicle.plate.as_ref().map(map::plate),
        vehicle: map::description(&shown.vehicle, caller.locale),
        starts_on: dates::typed(typed, "starts_on"),
        ..RecordLicence::default()
    })
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    match carry_out(ctx, &caller, path.id, &typed).await {
        Ok(issued) => {
            ctx.shown(issued.position).await?;
            Ok(see_other(&caller.page().url(&format!("/desk/licences/{}?done=licence-recorded", issued.licence_id))))
        }
        Err(failure) => {
            // What is taken is the vehicle; the form has no field for that.
            let whole = |pointer: &str| if pointer == "/vehicle" { String::new() } else { faults::same_name(pointer) };
            let refused = faults::refused(failure, caller.locale, "licence", whole)?;
            page_with(refused.status, &view(ctx, &caller, path.id, &typed, refused.errors).await?)
        }
    }
}

async fn carry_out(ctx: &Context, caller: &Caller, vehicle_id: Uuid, typed: &Fields) -> Result<IssuedLicence, Failure> {
    let input = IssueInput::parse(&dates::iso(&dates::typed(typed, "starts_on")))?;
    let key = command_key(caller, &format!("POST /desk/vehicles/{vehicle_id}/licences"), typed.text("key"), typed.request());
    issue(ctx, &caller.actor, vehicle_id, input, &key).await
}
