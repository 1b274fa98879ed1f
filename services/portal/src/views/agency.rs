//! An agency's fleet, for its manager; the places that a driver has or is offered.

use askama::Template;
use chrono::NaiveDate;

use super::{FieldErrors, LicenceStatus, Page, PlateParts};

/// A licence as the fleet shows it.
#[derive(Clone, Debug, Default)]
pub struct FleetLicence {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// What it is worth today.
    pub status: LicenceStatus,
    /// The last valid day.
    pub expires_on: Option<NaiveDate>,
}

/// A vehicle or a driver of the fleet. Ending it: POST `/agency/places/{id}/end`: `csrf`, `key`.
#[derive(Clone, Debug, Default)]
pub struct FleetMember {
    /// The affiliation's id.
    pub id: String,
    /// The driver's name or the vehicle in one line; empty before a driver agreed.
    pub name: String,
    /// The vehicle's plate.
    pub plate: Option<PlateParts>,
    /// The licence or permit.
    pub licence: Option<FleetLicence>,
    /// Whether they have joined.
    pub joined: bool,
    /// Whether the permit can be renewed today.
    pub may_renew: bool,
    /// The key of the form that ends it.
    pub key: String,
}

/// An agency with its fleet. GET `/agency`; offering a place: POST `/agency/places`: `csrf`, `key`,
/// `permit_number` or `plate_…`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "agency/fleet.html")]
pub struct Fleet {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// The key of the driver's form.
    pub driver_key: String,
    /// The key of the vehicle's form.
    pub vehicle_key: String,
    /// The agency's name.
    pub name: String,
    /// Where its premises are.
    pub premises: String,
    /// Its licence.
    pub licence: Option<FleetLicence>,
    /// Its drivers, the soonest to expire first.
    pub drivers: Vec<FleetMember>,
    /// Its vehicles, the soonest to expire first.
    pub vehicles: Vec<FleetMember>,
    /// The permit's number as typed.
    pub permit_number: String,
    /// The plate as typed.
    pub plate: PlateParts,
    /// The letters of plates.
    pub letters: Vec<String>,
}

/// A place in an agency. POST `/places/{id}`: `csrf`, `key`, `answer`.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The affiliation's id.
    pub id: String,
    /// The agency's name.
    pub agency: String,
    /// Whether the reader has joined.
    pub joined: bool,
    /// The form's idempotency key.
    pub key: String,
}

/// The places that the reader has or is offered. GET `/places`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "agency/places.html")]
pub struct Places {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// The places.
    pub places: Vec<Place>,
}

impl Fleet {
    /// Drivers and vehicles, each with the keys of its heading and of what stands where there are none.
    fn groups(&self) -> [(&'static str, &'static str, &[FleetMember]); 2] {
        [("agency-drivers", "agency-no-drivers", &self.drivers), ("agency-vehicles", "agency-no-vehicles", &self.vehicles)]
    }
}
