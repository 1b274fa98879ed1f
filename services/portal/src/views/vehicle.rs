//! Vehicles, for officers.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};

use super::register::Fact;
use super::{Badge, Choice, DateFields, FieldErrors, LicenceStatus, Page, PlateParts, SourceStatus};

/// A vehicle's form as typed.
#[derive(Clone, Debug, Default)]
pub struct VehicleFields {
    /// The plate.
    pub plate: PlateParts,
    /// The vehicle identification number.
    pub vin: String,
    /// The make.
    pub make: String,
    /// The model.
    pub model: String,
    /// The year of manufacture.
    pub year: String,
    /// The colour.
    pub colour: String,
    /// The code of the fuel.
    pub fuel: String,
    /// The code of the permit kind.
    pub permit_kind: String,
}

/// Registers a vehicle. POST `/desk/vehicles`: `csrf`, `key` and the fields of
/// [`VehicleFields`] by their names; an error of the plate belongs to `plate`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "desk/vehicle_new.html")]
pub struct RegisterVehicle {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// What was typed.
    pub form: VehicleFields,
    /// The letters of plates.
    pub letters: Vec<String>,
    /// The fuels.
    pub fuels: Vec<Choice>,
    /// The permit kinds.
    pub kinds: Vec<Choice>,
}

/// A licence on its vehicle's page.
#[derive(Clone, Debug, Default)]
pub struct VehicleLicence {
    /// The licence's id.
    pub id: String,
    /// The licence's number.
    pub number: String,
    /// The permit kind in words.
    pub kind: String,
    /// What it is worth today.
    pub status: LicenceStatus,
    /// The last valid day.
    pub expires_on: Option<NaiveDate>,
}

/// A vehicle's code.
#[derive(Clone, Debug, Default)]
pub struct VehicleCode {
    /// The code, for the link to the passenger's page.
    pub code: String,
    /// Which printing of the code it is, from 1.
    pub generation: i64,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
}

/// Gives the vehicle a new code. POST `/desk/vehicles/{id}/code`: `csrf`, `key`,
/// `reason`.
#[derive(Clone, Debug, Default)]
pub struct ReissueForm {
    /// The form's idempotency key.
    pub key: String,
    /// The code of the chosen reason.
    pub reason: String,
    /// The reasons of the policy.
    pub reasons: Vec<Choice>,
}

/// A driver on the vehicle's page. Ending the assignment: POST
/// `/desk/vehicles/{id}/drivers/{assignment_id}/end`: `csrf`, `key`.
#[derive(Clone, Debug, Default)]
pub struct VehicleDriver {
    /// The assignment's id.
    pub assignment_id: String,
    /// The driver's name; empty where it was erased.
    pub name: String,
    /// The shift, in words.
    pub shift: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// The permit's id, number and worth.
    pub permit: Option<VehicleLicence>,
    /// The key of the form that ends it; none where the reader may not.
    pub end_key: Option<String>,
}

/// An inspection of the vehicle.
#[derive(Clone, Debug, Default)]
pub struct VehicleInspection {
    /// The day of the appointment, then of the inspection.
    pub on: NaiveDate,
    /// How it stands.
    pub badge: Badge,
    /// What was found wrong, or the source's words.
    pub found: String,
}

/// Appoints an inspection. POST `/desk/vehicles/{id}/inspections`: `csrf`, `key`, `on_day|month|year`.
#[derive(Clone, Debug, Default)]
pub struct ScheduleForm {
    /// The form's idempotency key.
    pub key: String,
    /// The day as typed.
    pub on: DateFields,
}

/// Tells how the inspection went that is appointed. POST
/// `/desk/vehicles/{id}/inspections/{inspection_id}`: `csrf`, `key`, `result`, `defects`, `note`.
#[derive(Clone, Debug, Default)]
pub struct RecordForm {
    /// The form's idempotency key.
    pub key: String,
    /// The inspection's id.
    pub inspection_id: String,
    /// The result as chosen.
    pub result: String,
    /// The results to choose from.
    pub results: Vec<Choice>,
    /// The codes of the defects as ticked.
    pub chosen: Vec<String>,
    /// The defects to choose from.
    pub defects: Vec<Choice>,
    /// The note as typed.
    pub note: String,
}

/// An agency that the vehicle is in, or that offers it a place. POST `/places/{id}`: `csrf`, `key`,
/// `answer`.
#[derive(Clone, Debug, Default)]
pub struct VehiclePlace {
    /// The affiliation's id.
    pub id: String,
    /// The agency's name.
    pub agency: String,
    /// Whether the vehicle has joined.
    pub joined: bool,
    /// The form's key; none where the reader may not answer.
    pub key: Option<String>,
}

/// What a passenger wrote with a rating.
#[derive(Clone, Debug, Default)]
pub struct VehicleComment {
    /// When.
    pub at: DateTime<Utc>,
    /// The stars that went with it.
    pub stars: i64,
    /// The words.
    pub text: String,
}

/// Assigns a driver. POST `/desk/vehicles/{id}/drivers`: `csrf`, `key`,
/// `permit_number`, `shift`.
#[derive(Clone, Debug, Default)]
pub struct AssignForm {
    /// The form's idempotency key.
    pub key: String,
    /// The permit's number as typed.
    pub permit_number: String,
    /// The code of the chosen shift.
    pub shift: String,
    /// The shifts of the policy.
    pub shifts: Vec<Choice>,
}

/// A vehicle with its licences, its drivers and its code.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "desk/vehicle.html")]
pub struct Vehicle {
    /// The frame.
    pub page: Page,
    /// What was refused (fields `reason`, `permit_number`, `shift`).
    pub errors: FieldErrors,
    /// The vehicle's id.
    pub id: String,
    /// The vehicle's number in the register.
    pub number: String,
    /// The plate, where it is known.
    pub plate: Option<PlateParts>,
    /// Make, model and year in one line.
    pub description: String,
    /// The facts of the record.
    pub facts: Vec<Fact>,
    /// The register that the record came from.
    pub source: Option<SourceStatus>,
    /// What is odd about the record, in words already translated.
    pub warnings: Vec<String>,
    /// Its licences, newest first.
    pub licences: Vec<VehicleLicence>,
    /// Who drives it now.
    pub drivers: Vec<VehicleDriver>,
    /// The agency that it is in, or that offers it a place.
    pub places: Vec<VehiclePlace>,
    /// Its inspections, the newest first.
    pub inspections: Vec<VehicleInspection>,
    /// What passengers wrote, the newest first; none where the reader may not know it.
    pub comments: Vec<VehicleComment>,
    /// What is known of how long it serves: badges already in words.
    pub life: Vec<Badge>,
    /// The day on which it reaches its threshold age.
    pub threshold_on: Option<NaiveDate>,
    /// Appointing an inspection.
    pub schedule: Option<ScheduleForm>,
    /// Telling how the one that is appointed went.
    pub record: Option<RecordForm>,
    /// Assigning a driver; none where the reader may not.
    pub assign: Option<AssignForm>,
    /// Its code.
    pub code: Option<VehicleCode>,
    /// Giving it a new one; none where there is none yet or the reader may not.
    pub reissue: Option<ReissueForm>,
    /// Whether the reader may record a licence.
    pub may_record_licence: bool,
    /// Whether the reader may open the history.
    pub may_see_history: bool,
}
