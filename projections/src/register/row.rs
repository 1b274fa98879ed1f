use crate::model::{Row, Table};
use chrono::{DateTime, NaiveDate, Utc};
use domain::kernel::{Pii, Plate};
use domain::licensing::licence::{LicenceSubject, RecordedStanding, Standing};
use domain::licensing::vehicle::{Fuel, ImportWarning};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A vehicle, registered here or known from another register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VehicleRow {
    /// Its id.
    pub vehicle_id: Uuid,
    /// Its plate; imported ones have none.
    pub plate: Option<Plate>,
    /// Its VIN; imported ones have none.
    pub vin: Option<String>,
    /// The permit kind, or the kind of vehicle in the source.
    pub vehicle_type: String,
    /// Its number in the source.
    pub number: Option<String>,
    /// Its maker.
    pub make: Option<String>,
    /// Its model.
    pub model: Option<String>,
    /// The year of manufacture, Gregorian.
    pub year: Option<i32>,
    /// Its colour.
    pub colour: Option<String>,
    /// What it runs on.
    pub fuel: Option<Fuel>,
    /// The source's own word for that.
    pub source_fuel: Option<String>,
    /// Whether a wheelchair fits.
    pub wheelchair: Option<bool>,
    /// The company or owner that the public register names.
    pub company: Option<String>,
    /// Its published address.
    pub address: Option<String>,
    /// The agency that it belongs to.
    pub agency: Option<String>,
    /// Who manages the licence.
    pub management: Option<String>,
    /// The register that it came from.
    pub source: Option<String>,
    /// Its key there.
    pub source_key: Option<String>,
    /// What was odd in the source.
    pub warnings: Vec<ImportWarning>,
    /// The day on which it reaches its threshold age.
    pub threshold_on: Option<NaiveDate>,
    /// Whether it has.
    pub past_threshold: bool,
    /// Whether it failed too many inspections in a row.
    pub worn_out: bool,
    /// When it became known here.
    pub registered_at: DateTime<Utc>,
    /// By which event.
    pub position: i64,
}

impl Row for VehicleRow {
    const TABLE: Table = Table { name: "vehicles", key: &["vehicle_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.vehicle_id
    }
}

/// What kind of thing a licence lets serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// A vehicle.
    Vehicle,
    /// A driver, in one named vehicle.
    Driver,
    /// An agency.
    Agency,
}

impl SubjectKind {
    /// The kind of a subject.
    pub fn of(subject: &LicenceSubject) -> Self {
        match subject {
            LicenceSubject::Vehicle { .. } => Self::Vehicle,
            LicenceSubject::Driver { .. } => Self::Driver,
            LicenceSubject::Agency { .. } => Self::Agency,
        }
    }

    /// The stable word, as the table has it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vehicle => "vehicle",
            Self::Driver => "driver",
            Self::Agency => "agency",
        }
    }
}

/// A licence as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LicenceRow {
    /// Its id.
    pub licence_id: Uuid,
    /// What kind of thing it lets serve.
    pub subject: SubjectKind,
    /// The vehicle that it names; an agency's names none.
    pub vehicle_id: Option<Uuid>,
    /// The person that holds it; a vehicle's has none.
    pub person_id: Option<Uuid>,
    /// The agency that it lets send taxis.
    pub agency_id: Option<Uuid>,
    /// The application that was granted.
    pub application_id: Option<Uuid>,
    /// Its number.
    pub number: String,
    /// The permit kind.
    pub permit_kind: String,
    /// What the last event said; what it is worth on a day is [`LicenceRow::on`].
    pub standing: Standing,
    /// The register that it came from.
    pub source: Option<String>,
    /// The source's own word.
    pub source_status: Option<String>,
    /// The ground of a suspension, revocation or imported end.
    pub ground: Option<String>,
    /// What the officer noted, sealed.
    pub note: Option<Pii>,
    /// The first valid day.
    pub starts_on: Option<NaiveDate>,
    /// The last valid day.
    pub expires_on: Option<NaiveDate>,
    /// The first day of a suspension.
    pub suspended_from: Option<NaiveDate>,
    /// Its last day.
    pub suspended_until: Option<NaiveDate>,
    /// The renewal that keeps it in force beyond its last valid day.
    pub renewal_id: Option<Uuid>,
    /// When it became known here.
    pub issued_at: DateTime<Utc>,
    /// What it is searched by, in lower case.
    pub words: String,
    /// The vehicle's agency.
    pub agency: Option<String>,
    /// The last event that changed it.
    pub position: i64,
}

impl LicenceRow {
    /// What the licence is worth on a civil day.
    pub fn on(&self, day: NaiveDate) -> Standing {
        RecordedStanding {
            standing: self.standing,
            starts_on: self.starts_on,
            expires_on: self.expires_on,
            suspended_from: self.suspended_from,
            suspended_until: self.suspended_until,
            kept_in_force: self.renewal_id.is_some(),
        }
        .on(day)
    }
}

impl Row for LicenceRow {
    const TABLE: Table = Table { name: "licences", key: &["licence_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.licence_id
    }
}

/// A state that a licence was in, from its event on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicenceStateRow {
    /// The event.
    pub position: i64,
    /// The licence.
    pub licence_id: Uuid,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// By what kind of event.
    pub event_type: String,
    /// What it said.
    pub standing: Standing,
    /// Its ground or reason.
    pub ground: Option<String>,
    /// The source's own word.
    pub source_status: Option<String>,
    /// The first valid day.
    pub starts_on: Option<NaiveDate>,
    /// The last valid day.
    pub expires_on: Option<NaiveDate>,
    /// The first day of a suspension.
    pub suspended_from: Option<NaiveDate>,
    /// Its last day.
    pub suspended_until: Option<NaiveDate>,
    /// The renewal that keeps it in force beyond its last valid day.
    pub renewal_id: Option<Uuid>,
}

impl Row for LicenceStateRow {
    const TABLE: Table = Table { name: "licence_states", key: &["position"] };
    const ONCE: bool = true;
    type Key = i64;
    fn key(&self) -> i64 {
        self.position
    }
}
