//! Licences, for officers.

use askama::Template;
use chrono::NaiveDate;

use super::register::Fact;
use super::{
    Choice, DateFields, FieldErrors, LicenceStatus, Page, PlateParts, SourceStatus, TimelineEntry,
};

/// Records a licence for a vehicle. POST `/desk/vehicles/{id}/licences`:
/// `csrf`, `key`, `starts_on_day`, `starts_on_month`, `starts_on_year`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "desk/licence_new.html")]
pub struct RecordLicence {
    /// The frame.
    pub page: Page,
    /// What was refused (field `starts_on`).
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The vehicle's id.
    pub vehicle_id: String,
    /// The plate, where it is known.
    pub plate: Option<PlateParts>,
    /// Make, model and year in one line.
    pub vehicle: String,
    /// The first valid day as typed.
    pub starts_on: DateFields,
}

/// Suspends. POST `/desk/licences/{id}/suspension`: `csrf`, `key`,
/// `suspend_ground`, `suspend_until_day|month|year` (may be empty),
/// `suspend_note`.
#[derive(Clone, Debug, Default)]
pub struct SuspendForm {
    /// The form's idempotency key.
    pub key: String,
    /// The code of the chosen ground.
    pub ground: String,
    /// The last day of the suspension as typed, or empty.
    pub until: DateFields,
    /// The note as typed.
    pub note: String,
    /// The grounds of the policy.
    pub grounds: Vec<Choice>,
}

/// Lifts a suspension. POST `/desk/licences/{id}/suspension/lift`: `csrf`,
/// `key`, `lift_reason`, `lift_note`.
#[derive(Clone, Debug, Default)]
pub struct LiftForm {
    /// The form's idempotency key.
    pub key: String,
    /// The code of the chosen reason.
    pub reason: String,
    /// The note as typed.
    pub note: String,
    /// The reasons of the policy.
    pub reasons: Vec<Choice>,
}

/// Revokes. POST `/desk/licences/{id}/revocation`: `csrf`, `key`,
/// `revoke_ground`, `revoke_note`.
#[derive(Clone, Debug, Default)]
pub struct RevokeForm {
    /// The form's idempotency key.
    pub key: String,
    /// The code of the chosen ground.
    pub ground: String,
    /// The note as typed.
    pub note: String,
    /// The grounds of the policy.
    pub grounds: Vec<Choice>,
}

/// A licence with what an officer may do to it. A form that the state or the
/// reader's role rules out is none.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "desk/licence.html")]
pub struct StaffLicence {
    /// The frame.
    pub page: Page,
    /// What was refused, by the names of the forms' fields.
    pub errors: FieldErrors,
    /// The licence's id.
    pub id: String,
    /// The licence's number.
    pub number: String,
    /// The permit kind in words.
    pub kind: String,
    /// What it is worth today.
    pub status: LicenceStatus,
    /// The status word of the register that the record came from.
    pub source: Option<SourceStatus>,
    /// The vehicle's id; an agency's licence names none.
    pub vehicle_id: Option<String>,
    /// The plate, where it is known.
    pub plate: Option<PlateParts>,
    /// The facts of the record.
    pub facts: Vec<Fact>,
    /// The first valid day.
    pub starts_on: Option<NaiveDate>,
    /// The last valid day; none where the source gives none.
    pub expires_on: Option<NaiveDate>,
    /// The renewal under way that keeps it in force.
    pub renewal: Option<String>,
    /// The ground of the suspension that holds now, in words.
    pub suspended_for: Option<String>,
    /// The last day of that suspension.
    pub suspended_until: Option<NaiveDate>,
    /// What is odd about the record, in words already translated.
    pub warnings: Vec<String>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineEntry>,
    /// Whether it stands in the public register.
    pub is_public: bool,
    /// Whether a sticker can be printed.
    pub has_code: bool,
    /// Whether a certificate can be printed, by this reader.
    pub is_certified: bool,
    /// Whether the reader may open the history.
    pub may_see_history: bool,
    /// Suspending.
    pub suspend: Option<SuspendForm>,
    /// Lifting the suspension.
    pub lift: Option<LiftForm>,
    /// Revoking.
    pub revoke: Option<RevokeForm>,
}
