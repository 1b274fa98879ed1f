//! Drivers at work, and the map of their cars.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{FieldErrors, Page, PlateParts};

/// The shift that is under way.
#[derive(Clone, Debug, Default)]
pub struct UnderWay {
    /// Its id.
    pub id: String,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// Whether the car's place may be known.
    pub consent: bool,
    /// The car's plate.
    pub plate: Option<PlateParts>,
}

/// One's own shift. POST `/my/shift` (`csrf`, `key`, `consent` where ticked), `/my/shift/end` and
/// `/my/shift/consent` (`csrf`, `key`, `shift_id`, `given`).
#[derive(Clone, Debug, Default, Template)]
#[template(path = "shifts/shift.html")]
pub struct Shift {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The shift that is under way.
    pub under_way: Option<UnderWay>,
    /// How many days positions are kept.
    pub kept_days: i64,
}

/// A cell of the map with cars in it.
#[derive(Clone, Debug, Default)]
pub struct MapCell {
    /// Its left edge.
    pub x: i64,
    /// Its upper edge.
    pub y: i64,
    /// How many cars.
    pub cars: String,
}

/// A car on the map.
#[derive(Clone, Debug, Default)]
pub struct MapCar {
    /// The vehicle's id.
    pub vehicle_id: String,
    /// Its plate.
    pub plate: Option<PlateParts>,
    /// What it is called where it has none.
    pub vehicle: String,
    /// The middle of its cell, in degrees.
    pub place: String,
    /// When it was there.
    pub at: DateTime<Utc>,
}

/// Where cars are, for the organisation.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "desk/map.html")]
pub struct FleetMap {
    /// The frame.
    pub page: Page,
    /// The moment of the picture.
    pub at: DateTime<Utc>,
    /// How wide the drawing is.
    pub width: i64,
    /// ... and how high.
    pub height: i64,
    /// The lines of the grid.
    pub grid: String,
    /// The cells with cars.
    pub cells: Vec<MapCell>,
    /// The cars.
    pub cars: Vec<MapCar>,
}

impl FleetMap {
    fn count(&self) -> i64 {
        self.cars.len().try_into().unwrap_or(i64::MAX)
    }
}
