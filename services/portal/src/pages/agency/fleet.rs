use super::IdPath;
use crate::pages::flash::Done;
use crate::pages::{faults, map, plates};
use crate::routes::{Access, Endpoint, get, post};
use crate::views::FieldErrors;
use crate::views::agency::{Fleet, FleetLicence, FleetMember};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf, command_key, new_key};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::agencies::{self, Answer, FleetDriver, FleetVehicle, MANAGERS, OfferInput};
use application::{Context, Failure};
use domain::licensing::licence::Standing;
use i18n::Locale;
use projections::agencies::AffiliationState;
use projections::register::LicenceRow;

/// Whoever manages an agency.
const ACCESS: Access = Access::Roles(MANAGERS);

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/agency", ACCESS, || web::to(show)),
        post("/{lang}/agency/places", ACCESS, || web::to(offer)),
        post("/{lang}/agency/places/{id}/end", ACCESS, || web::to(end)),
    ]
}

async fn show(portal: web::Data<Portal>, caller: Caller, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let mut view = view(&portal.ctx, &caller, &Fields::default(), FieldErrors::none()).await?;
    view.page.flash = done.flash(caller.locale);
    page(&view)
}

async fn view(ctx: &Context, caller: &Caller, typed: &Fields, errors: FieldErrors) -> Result<Fleet, WebError> {
    let fleet = agencies::fleet(ctx, &caller.actor).await?;
    let mut frame = caller.page();
    frame.path = "/agency".to_owned();
    Ok(Fleet {
        page: frame,
        errors,
        driver_key: new_key(),
        vehicle_key: new_key(),
        name: fleet.agency.name.clone(),
        premises: fleet.premises.clone(),
        licence: fleet.licence.as_ref().map(licence),
        drivers: fleet.drivers.iter().map(driver).collect(),
        vehicles: fleet.vehicles.iter().map(|row| vehicle(row, caller.locale)).collect(),
        permit_number: typed.text("permit_number").to_owned(),
        plate: plates::typed(typed),
        letters: plates::letters(),
    })
}

fn licence((row, standing): &(LicenceRow, Standing)) -> FleetLicence {
    FleetLicence {
        id: row.licence_id.to_string(),
        number: row.number.clone(),
        status: map::status(*standing),
        expires_on: row.expires_on,
    }
}

fn driver(row: &FleetDriver) -> FleetMember {
    FleetMember {
        id: row.place.affiliation_id.to_string(),
        name: row.name.clone(),
        plate: None,
        licence: row.permit.as_ref().map(licence),
        joined: row.place.state == AffiliationState::Joined,
        may_renew: row.may_renew,
        key: new_key(),
    }
}

fn vehicle(row: &FleetVehicle, locale: Locale) -> FleetMember {
    FleetMember {
        id: row.place.affiliation_id.to_string(),
        name: map::description(&row.vehicle, locale),
        plate: row.vehicle.plate.as_ref().map(map::plate),
        licence: row.licence.as_ref().map(licence),
        joined: row.place.state == AffiliationState::Joined,
        may_renew: false,
        key: new_key(),
    }
}

fn check_form(caller: &Caller, typed: &Fields) -> Result<(), WebError> {
    caller.actor.must_have(MANAGERS)?;
    check_csrf(caller, typed.text("csrf"))
}

async fn offer(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    match offered(ctx, &caller, &typed).await {
        Ok(position) => {
            ctx.shown(position).await?;
            Ok(see_other(&caller.page().url("/agency?done=agency-offered")))
        }
        Err(failure) => {
            let refused = faults::refused(failure, caller.locale, "agency", field)?;
            page_with(refused.status, &view(ctx, &caller, &typed, refused.errors).await?)
        }
    }
}

async fn offered(ctx: &Context, caller: &Caller, typed: &Fields) -> Result<i64, Failure> {
    // The vehicle's form has no permit, the driver's no plate.
    let has_plate = !typed.text("plate_two").is_empty() || !typed.text("plate_three").is_empty();
    let plate = if has_plate { plates::joined(typed) } else { String::new() };
    let input = OfferInput::parse(ctx, typed.text("permit_number"), &plate).await?;
    let key = command_key(caller, "POST /agency/places", typed.text("key"), typed.request());
    Ok(agencies::offer(ctx, &caller.actor, input, &key).await?.position)
}

fn field(pointer: &str) -> String {
    match pointer {
        // Told of the form as a whole: which of both it was, nobody knows.
        "/offer" => String::new(),
        other => faults::same_name(other),
    }
}

async fn end(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let key = command_key(&caller, &format!("POST /agency/places/{}/end", path.id), typed.text("key"), typed.request());
    let position = agencies::answer(ctx, &caller.actor, path.id, Answer::Leave, &key).await?;
    ctx.shown(position).await?;
    Ok(see_other(&caller.page().url("/agency?done=agency-removed")))
}
