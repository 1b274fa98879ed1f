//! The staff desk: finding vehicles and licences.

use askama::Template;

use super::{FieldErrors, LicenceStatus, Page, PlateParts};

/// A vehicle in the list, with its licence where it has one.
#[derive(Clone, Debug, Default)]
pub struct DeskRow {
    /// The vehicle's id.
    pub vehicle_id: String,
    /// The vehicle's number in the register.
    pub vehicle_number: String,
    /// The plate, where it is known.
    pub plate: Option<PlateParts>,
    /// Make, model and year in one line.
    pub vehicle: String,
    /// The licence's id.
    pub licence_id: Option<String>,
    /// The licence's number.
    pub licence_number: Option<String>,
    /// What the licence is worth today.
    pub status: Option<LicenceStatus>,
}

/// Search and list. GET `/desk?search=`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "desk/list.html")]
pub struct Desk {
    /// The frame.
    pub page: Page,
    /// What was refused (field `search`).
    pub errors: FieldErrors,
    /// The words as typed.
    pub search: String,
    /// Whether the reader may register vehicles.
    pub may_register: bool,
    /// This page of the result.
    pub rows: Vec<DeskRow>,
    /// How many vehicles fit, where that was counted.
    pub total: Option<i64>,
    /// The query of the first page, where this is not the first.
    pub first: Option<String>,
    /// The query of the next page.
    pub next: Option<String>,
}
