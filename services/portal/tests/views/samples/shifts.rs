//! Shifts and the map.

use super::*;
use portal::views::shifts::*;

pub(super) fn shifts(locale: Locale) -> Pages {
    let idle = Shift { page: page(locale, "/my/shift"), key: "k".into(), kept_days: 30, ..Shift::default() };
    let under_way = UnderWay { id: "7".into(), started_at: at(7, 30), consent: false, plate: Some(plate()) };
    let silent = Shift { under_way: Some(under_way.clone()), ..idle.clone() };
    let seen = Shift { under_way: Some(UnderWay { consent: true, ..under_way }), ..idle.clone() };
    let car = MapCar { vehicle_id: "7".into(), plate: Some(plate()), vehicle: vehicle(locale), place: "36.268, 50.003".into(), at: at(10, 30) };
    let map = FleetMap {
        page: officer(locale, "/desk/map"),
        at: at(10, 35),
        width: 360,
        height: 360,
        grid: "M0 0h360".into(),
        cells: vec![MapCell { x: 40, y: 80, cars: i18n::number(locale, 2) }],
        cars: vec![car.clone(), MapCar { plate: None, ..car }],
    };
    vec![
        ("shift", draw(&idle)),
        ("shift-silent", draw(&silent)),
        ("shift-seen", draw(&seen)),
        ("map", draw(&map)),
        ("map-empty", draw(&FleetMap { page: officer(locale, "/desk/map"), ..FleetMap::default() })),
    ]
}
