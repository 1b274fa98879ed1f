//! Where cars are whose drivers agreed to it, as cells of a coarse grid. North is up and east is right
//! in every language.

use crate::pages::map;
use crate::routes::{Access, Endpoint, get};
use crate::views::shifts::{FleetMap, MapCar, MapCell};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::shifts::{SeenCar, WATCHERS, seen};
use std::collections::BTreeMap;

/// How wide and high a cell is drawn.
const SIDE: i64 = 40;
/// The grid has so many cells to each side at least.
const LEAST: i64 = 9;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/desk/map", Access::Roles(WATCHERS), || web::to(show))]
}

async fn show(portal: web::Data<Portal>, caller: Caller) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let cars = seen(ctx, &caller.actor).await?;
    let mut cells = BTreeMap::<(i64, i64), i64>::new();
    for car in &cars {
        *cells.entry((i64::from(car.cell.y), i64::from(car.cell.x))).or_default() += 1;
    }
    let (south, rows) = span(cells.keys().map(|(y, _)| *y));
    let (west, columns) = span(cells.keys().map(|(_, x)| *x));
    let drawn = cells.into_iter().map(|((y, x), count)| MapCell {
        x: (x - west) * SIDE,
        y: (rows - 1 - (y - south)) * SIDE,
        cars: i18n::number(caller.locale, count),
    });
    let car = |car: &SeenCar| {
        let (latitude, longitude) = car.cell.middle();
        MapCar {
            vehicle_id: car.vehicle.vehicle_id.to_string(),
            plate: car.vehicle.plate.as_ref().map(map::plate),
            vehicle: map::description(&car.vehicle, caller.locale),
            place: format!("{latitude:.3}, {longitude:.3}"),
            at: car.at,
        }
    };
    let across = (0..=rows).map(|row| format!("M0 {}h{}", row * SIDE, columns * SIDE));
    let down = (0..=columns).map(|column| format!("M{} 0v{}", column * SIDE, rows * SIDE));
    page(&FleetMap {
        page: caller.page(),
        at: ctx.clock.now(),
        width: columns * SIDE,
        height: rows * SIDE,
        grid: across.chain(down).collect(),
        cells: drawn.collect(),
        cars: cars.iter().map(car).collect(),
    })
}

/// Where the grid begins and how many cells it has: all that are taken, with room around.
fn span(taken: impl Iterator<Item = i64> + Clone) -> (i64, i64) {
    let (first, last) = (taken.clone().min().unwrap_or(0), taken.max().unwrap_or(0));
    let count = (last - first + 3).max(LEAST);
    (first - (count - (last - first + 1)) / 2, count)
}
