use crate::pages::flash::Done;
use crate::pages::register::encoded;
use crate::pages::{faults, map};
use crate::routes::{Endpoint, get};
use crate::views::desk::{Desk, DeskRow};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::{page, page_with};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::register::SearchInput;
use application::vehicles::{DeskPage, search};
use i18n::Locale;
use projections::register::VehicleRow;
use serde::Deserialize;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/desk", super::READERS, || web::to(list))]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Query {
    search: String,
    cursor: String,
}

async fn list(portal: web::Data<Portal>, caller: Caller, query: web::Query<Query>, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    caller.actor.must_have(application::vehicles::READERS)?;
    let mut view = Desk {
        page: caller.page(),
        search: query.search.clone(),
        may_register: caller.actor.has(super::OFFICERS),
        ..Desk::default()
    };
    view.page.flash = done.flash(caller.locale);
    let input = match SearchInput::parse(&query.search, "", "", "", "", &query.cursor, None) {
        Ok(input) => input,
        Err(failure) => {
            let refused = faults::refused(failure, caller.locale, "desk", faults::same_name)?;
            view.errors = refused.errors;
            return page_with(refused.status, &view);
        }
    };
    let DeskPage { unlicensed, licensed } = search(&portal.ctx, &caller.actor, &input).await?;
    let filters = encoded(&[("search", &query.search)]);
    view.total = Some(licensed.total + i64::try_from(unlicensed.len()).unwrap_or(0));
    view.first = (!query.cursor.is_empty()).then(|| filters.clone());
    view.next = licensed.next.map(|cursor| encoded(&[("search", &query.search), ("cursor", &cursor)]));
    view.rows = unlicensed.iter().map(|vehicle| row(vehicle, caller.locale)).collect();
    view.rows.extend(licensed.found.iter().map(|found| DeskRow {
        licence_id: Some(found.licence.licence_id.to_string()),
        licence_number: Some(found.licence.number.clone()),
        status: Some(map::status(found.standing)),
        ..row(&found.vehicle, caller.locale)
    }));
    page(&view)
}

fn row(vehicle: &VehicleRow, locale: Locale) -> DeskRow {
    DeskRow {
        vehicle_id: vehicle.vehicle_id.to_string(),
        vehicle_number: map::vehicle_number(vehicle),
        plate: vehicle.plate.as_ref().map(map::plate),
        vehicle: map::description(vehicle, locale),
        ..DeskRow::default()
    }
}
