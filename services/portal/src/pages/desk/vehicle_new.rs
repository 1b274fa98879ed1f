use super::{check_form, key_of};
use crate::pages::{faults, map, plates};
use crate::routes::{Endpoint, get, post};
use crate::views::vehicle::{RegisterVehicle, VehicleFields};
use crate::views::{Choice, FieldErrors};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::vehicles::{RegisterInput, RegisterVehicleInput, RegisteredVehicle, register};
use application::{Context, Failure};
use domain::kernel::text::canonical;
use domain::licensing::vehicle::Fuel;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/desk/vehicles/new", super::WRITERS, || web::to(form)),
        post("/{lang}/desk/vehicles", super::WRITERS, || web::to(send)),
    ]
}

async fn form(portal: web::Data<Portal>, caller: Caller) -> Result<HttpResponse, WebError> {
    caller.actor.must_have(super::OFFICERS)?;
    page(&view(&portal.ctx, &caller, &Fields::default(), FieldErrors::none()))
}

fn view(ctx: &Context, caller: &Caller, typed: &Fields, errors: FieldErrors) -> RegisterVehicle {
    let locale = caller.locale;
    let text = |name: &str| typed.text(name).to_owned();
    let mut frame = caller.page();
    frame.path = "/desk/vehicles/new".to_owned();
    RegisterVehicle {
        page: frame,
        errors,
        key: key_of(typed),
        form: VehicleFields {
            plate: plates::typed(typed),
            vin: text("vin"),
            make: text("make"),
            model: text("model"),
            year: text("year"),
            colour: text("colour"),
            fuel: text("fuel"),
            permit_kind: text("permit_kind"),
        },
        letters: plates::letters(),
        fuels: Fuel::ALL.iter().map(|fuel| Choice::new(fuel.code(), i18n::text(locale, &format!("fuel-{}", fuel.code())))).collect(),
        kinds: ctx.policy_now().vehicle_kinds().map(|kind| Choice::new(kind.code.clone(), map::kind(ctx.policy_now(), locale, &kind.code))).collect(),
    }
}

async fn send(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    match carry_out(ctx, &caller, &typed).await {
        Ok(registered) => {
            ctx.shown(registered.position).await?;
            Ok(see_other(&caller.page().url(&format!("/desk/vehicles/{}?done=vehicle-registered", registered.vehicle_id))))
        }
        Err(failure) => {
            let refused = faults::refused(failure, caller.locale, "vehicle", faults::same_name)?;
            page_with(refused.status, &view(ctx, &caller, &typed, refused.errors))
        }
    }
}

async fn carry_out(ctx: &Context, caller: &Caller, typed: &Fields) -> Result<RegisteredVehicle, Failure> {
    let input = RegisterVehicleInput::parse(
        ctx,
        &RegisterInput {
            plate: plates::joined(typed),
            vin: typed.text("vin").to_owned(),
            make: typed.text("make").to_owned(),
            model: typed.text("model").to_owned(),
            year: gregorian(typed.text("year")),
            colour: typed.text("colour").to_owned(),
            fuel: typed.text("fuel").to_owned(),
            permit_kind: typed.text("permit_kind").to_owned(),
        },
    )?;
    let key = command_key(caller, "POST /desk/vehicles", typed.text("key"), typed.request());
    register(ctx, &caller.actor, input, &key).await
}

/// A year of manufacture as the register keeps it. Cars made here carry the Solar year, most of
/// which lies in the Gregorian year 621 later.
fn gregorian(typed: &str) -> String {
    let text = canonical(typed);
    match text.parse::<u16>() {
        Ok(solar @ 1300..1500) => (solar + 621).to_string(),
        _ => text,
    }
}
