//! How complaints look to staff and to drivers.

use crate::api::v1::shape::Vehicle;
use application::complaints::{ComplaintCase, ComplaintEntry, PutToDriver, WrittenAnswer};
use chrono::{DateTime, NaiveDate, Utc};
use domain::feedback::complaint::Outcome;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A complaint in the officers' list, without what anybody wrote.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComplaintSummary {
    complaint_id: Uuid,
    category: String,
    /// `lodged`, `driver_asked`, `driver_heard` or `resolved`.
    state: &'static str,
    vehicle_id: Uuid,
    plate: Option<String>,
    lodged_at: DateTime<Utc>,
    /// The day by which it is answered.
    answer_by: NaiveDate,
    answer_by_jalali: String,
    /// `upheld`, `not_upheld`, `referred` or `withdrawn`, once it is decided.
    outcome: Option<&'static str>,
}

impl ComplaintSummary {
    pub(super) fn all(entries: &[ComplaintEntry]) -> Vec<Self> {
        let one = |entry: &ComplaintEntry| Self {
            complaint_id: entry.row.complaint_id,
            category: entry.row.category.clone(),
            state: entry.row.state.code(),
            vehicle_id: entry.row.vehicle_id,
            plate: entry.vehicle.as_ref().and_then(|car| car.plate.as_ref()).map(ToString::to_string),
            lodged_at: entry.row.lodged_at,
            answer_by: entry.row.answer_by,
            answer_by_jalali: i18n::jalali_iso(entry.row.answer_by),
            outcome: entry.row.outcome.map(Outcome::code),
        };
        entries.iter().map(one).collect()
    }
}

/// What an officer wrote to the passenger.
#[derive(Debug, Serialize, ToSchema)]
pub struct Answer {
    at: DateTime<Utc>,
    text: String,
}

impl Answer {
    pub(super) fn all(written: &[WrittenAnswer]) -> Vec<Self> {
        written.iter().map(|answer| Self { at: answer.at, text: answer.text.clone() }).collect()
    }
}

/// A complaint with all that is in it, for staff. The look is recorded.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComplaintCaseFile {
    complaint_id: Uuid,
    category: String,
    /// `lodged`, `driver_asked`, `driver_heard` or `resolved`.
    state: &'static str,
    vehicle: Option<Vehicle>,
    /// Whether it is known who drove: the code says it now, and it was so at the time of the ride.
    driver_known: bool,
    /// The passenger's words; none where they were erased.
    text: Option<String>,
    mobile: Option<String>,
    occurred_at: Option<DateTime<Utc>>,
    lodged_at: DateTime<Utc>,
    answer_by: NaiveDate,
    answer_by_jalali: String,
    /// What the driver was told.
    account: Option<String>,
    driver_asked_at: Option<DateTime<Utc>>,
    driver_answer_by: Option<NaiveDate>,
    driver_answer_by_jalali: Option<String>,
    driver_answer: Option<String>,
    driver_heard_at: Option<DateTime<Utc>>,
    /// What was written to the passenger.
    answers: Vec<Answer>,
    outcome: Option<&'static str>,
    reason_code: Option<String>,
    note: Option<String>,
    resolved_at: Option<DateTime<Utc>>,
}

impl From<&ComplaintCase> for ComplaintCaseFile {
    fn from(case: &ComplaintCase) -> Self {
        let row = &case.row;
        Self {
            complaint_id: row.complaint_id,
            category: row.category.clone(),
            state: row.state.code(),
            vehicle: case.vehicle.as_ref().map(Vehicle::for_anyone),
            driver_known: row.driver_id.is_some(),
            text: case.text.clone(),
            mobile: case.mobile.clone(),
            occurred_at: row.occurred_at,
            lodged_at: row.lodged_at,
            answer_by: row.answer_by,
            answer_by_jalali: i18n::jalali_iso(row.answer_by),
            account: case.account.clone(),
            driver_asked_at: row.driver_asked_at,
            driver_answer_by: row.driver_answer_by,
            driver_answer_by_jalali: row.driver_answer_by.map(i18n::jalali_iso),
            driver_answer: case.driver_answer.clone(),
            driver_heard_at: row.driver_heard_at,
            answers: Answer::all(&case.answers),
            outcome: row.outcome.map(Outcome::code),
            reason_code: row.reason.clone(),
            note: case.note.clone(),
            resolved_at: row.resolved_at,
        }
    }
}

/// A complaint as the driver sees it: nothing of who complains.
#[derive(Debug, Serialize, ToSchema)]
pub struct DriverComplaint {
    complaint_id: Uuid,
    category: String,
    plate: Option<String>,
    occurred_at: Option<DateTime<Utc>>,
    /// What an officer tells of it.
    account: String,
    asked_at: DateTime<Utc>,
    /// The last day to answer.
    answer_by: NaiveDate,
    answer_by_jalali: String,
    /// The driver's own words.
    answer: Option<String>,
    heard_at: Option<DateTime<Utc>>,
    outcome: Option<&'static str>,
    reason_code: Option<String>,
    resolved_at: Option<DateTime<Utc>>,
    /// Whether an answer is taken today.
    can_answer: bool,
}

impl From<PutToDriver> for DriverComplaint {
    fn from(put: PutToDriver) -> Self {
        Self {
            complaint_id: put.complaint_id,
            category: put.category,
            plate: put.vehicle.as_ref().and_then(|car| car.plate.as_ref()).map(ToString::to_string),
            occurred_at: put.occurred_at,
            account: put.account,
            asked_at: put.asked_at,
            answer_by_jalali: i18n::jalali_iso(put.answer_by),
            answer_by: put.answer_by,
            answer: put.answer,
            heard_at: put.heard_at,
            outcome: put.outcome.map(Outcome::code),
            reason_code: put.reason,
            resolved_at: put.resolved_at,
            can_answer: put.can_answer,
        }
    }
}
