use super::IdPath;
use crate::pages::faults;
use crate::pages::flash::Done;
use crate::routes::{Access, Endpoint, get, post};
use crate::views::FieldErrors;
use crate::views::agency::{Place, Places};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf, command_key, new_key};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::agencies::{self, Answer};
use application::{Context, Failure};
use projections::agencies::AffiliationState;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/places", Access::SignedIn, || web::to(show)),
        post("/{lang}/places/{id}", Access::SignedIn, || web::to(answer)),
    ]
}

async fn show(portal: web::Data<Portal>, caller: Caller, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let mut view = view(&portal.ctx, &caller, FieldErrors::none()).await?;
    view.page.flash = done.flash(caller.locale);
    page(&view)
}

async fn view(ctx: &Context, caller: &Caller, errors: FieldErrors) -> Result<Places, WebError> {
    let places = agencies::my_places(ctx, &caller.actor).await?;
    let mut frame = caller.page();
    frame.path = "/places".to_owned();
    let place = |row: projections::agencies::AffiliationRow| Place {
        id: row.affiliation_id.to_string(),
        joined: row.state == AffiliationState::Joined,
        agency: row.agency_name,
        key: new_key(),
    };
    Ok(Places { page: frame, errors, places: places.into_iter().map(place).collect() })
}

/// A driver's own answer; an officer's comes back to the vehicle's page.
async fn answer(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    caller.must_be_known()?;
    check_csrf(&caller, typed.text("csrf"))?;
    let ctx = &portal.ctx;
    let key = command_key(&caller, &format!("POST /places/{}", path.id), typed.text("key"), typed.request());
    let accepts = typed.text("answer") == "accept";
    let vehicle_id = projections::agencies::query::affiliation(ctx.pool(), path.id).await?.and_then(|row| row.vehicle_id);
    let outcome = match Answer::parse(typed.text("answer")) {
        Ok(said) => agencies::answer(ctx, &caller.actor, path.id, said, &key).await,
        Err(failure) => Err(failure),
    };
    match outcome {
        Ok(position) => {
            ctx.shown(position).await?;
            let done = if accepts { "places-accepted" } else { "places-left" };
            Ok(see_other(&caller.page().url(&match vehicle_id {
                Some(vehicle_id) => format!("/desk/vehicles/{vehicle_id}?done={done}"),
                None => format!("/places?done={done}"),
            })))
        }
        Err(failure @ (Failure::Taken(_) | Failure::Refused { .. })) => {
            let refused = faults::refused(failure, caller.locale, "places", |_| String::new())?;
            page_with(refused.status, &view(ctx, &caller, refused.errors).await?)
        }
        Err(failure) => Err(failure.into()),
    }
}
