//! Complaints, for officers and for drivers.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};

use super::{Badge, Choice, FieldErrors, Page, PlateParts, TimelineEntry};

/// A complaint in the officers' list.
#[derive(Clone, Debug, Default)]
pub struct ComplaintLine {
    /// Its id.
    pub id: String,
    /// What it is about, in words.
    pub category: String,
    /// The plate of the vehicle.
    pub plate: Option<PlateParts>,
    /// Number, make and colour in one line.
    pub vehicle: String,
    /// When it was lodged.
    pub lodged_at: DateTime<Utc>,
    /// How old it is, in words.
    pub age: String,
    /// The day by which it is answered.
    pub answer_by: NaiveDate,
    /// How far that day is away; none once it is decided.
    pub left: Option<Badge>,
    /// Whether that day is past.
    pub late: bool,
    /// Where it stands.
    pub state: Badge,
}

/// What officers answer, and what they answered.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "complaints/worklist.html")]
pub struct ComplaintWorklist {
    /// The frame.
    pub page: Page,
    /// The civil day.
    pub today: NaiveDate,
    /// How many wait beyond their day.
    pub late: i64,
    /// What waits, the soonest due first.
    pub open: Vec<ComplaintLine>,
    /// What is decided, the latest first.
    pub resolved: Vec<ComplaintLine>,
}

impl ComplaintWorklist {
    fn waiting(&self) -> i64 {
        self.open.len().try_into().unwrap_or(i64::MAX)
    }
}

/// Something that was written, and when.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    pub text: String,
}

/// Writes to the passenger (POST `/desk/complaints/{id}/answers`: `csrf`, `key`, `text`), or tells the
/// driver (POST `/desk/complaints/{id}/driver-questions`: `csrf`, `key`, `account`).
#[derive(Clone, Debug, Default)]
pub struct WriteForm {
    /// The form's idempotency key.
    pub key: String,
    /// The words as typed.
    pub text: String,
    /// How many days the driver has.
    pub days: i64,
}

/// The reasons of an outcome; each value is `outcome:reason`.
#[derive(Clone, Debug, Default)]
pub struct OutcomeReasons {
    /// The outcome in words.
    pub outcome: String,
    /// Its reasons.
    pub reasons: Vec<Choice>,
    /// Whether it must wait until the driver is heard.
    pub closed: bool,
}

/// Decides. POST `/desk/complaints/{id}/resolution`: `csrf`, `key`, `resolution`, `note`.
#[derive(Clone, Debug, Default)]
pub struct ResolveForm {
    /// The form's idempotency key.
    pub key: String,
    /// The chosen `outcome:reason`.
    pub resolution: String,
    /// The note as typed.
    pub note: String,
    /// What can be chosen.
    pub outcomes: Vec<OutcomeReasons>,
    /// Whether a finding must wait until the driver is heard.
    pub waits_for_driver: bool,
}

/// How a complaint ended.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    /// The outcome in words.
    pub outcome: String,
    /// The reason in words.
    pub reason: String,
    /// What the passenger was told.
    pub note: Option<String>,
}

/// A complaint with what an officer may do to it.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "complaints/case.html")]
pub struct ComplaintCase {
    /// The frame.
    pub page: Page,
    /// What was refused, by the names of the forms' fields.
    pub errors: FieldErrors,
    /// Its id.
    pub id: String,
    /// What it is about, in words.
    pub category: String,
    /// Where it stands.
    pub state: Badge,
    /// How far the day is away by which it is answered.
    pub left: Option<Badge>,
    /// The vehicle's id.
    pub vehicle_id: String,
    /// Make, model and colour of it.
    pub vehicle: String,
    /// Its plate.
    pub plate: Option<PlateParts>,
    /// The driver's name; none where nobody knows who drove.
    pub driver: Option<String>,
    /// The passenger's words; none where they were erased.
    pub text: Option<String>,
    /// The passenger's number.
    pub mobile: Option<String>,
    /// When it happened.
    pub occurred_at: Option<DateTime<Utc>>,
    /// When it was lodged.
    pub lodged_at: DateTime<Utc>,
    /// The day by which it is answered.
    pub answer_by: NaiveDate,
    /// What the driver was told.
    pub account: Option<String>,
    /// The driver's last day.
    pub driver_answer_by: Option<NaiveDate>,
    /// The driver's words.
    pub driver_answer: Option<Written>,
    /// What was written to the passenger.
    pub answers: Vec<Written>,
    /// How it ended.
    pub resolution: Option<Resolution>,
    /// Whether it is about the reader, who may not work on it.
    pub is_own: bool,
    /// Writing to the passenger.
    pub answer: Option<WriteForm>,
    /// Asking the driver.
    pub ask: Option<WriteForm>,
    /// Deciding.
    pub resolve: Option<ResolveForm>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineEntry>,
}

/// A complaint in the driver's list.
#[derive(Clone, Debug, Default)]
pub struct PutLine {
    /// Its id.
    pub id: String,
    /// What it is about, in words.
    pub category: String,
    /// When the driver was asked.
    pub asked_at: DateTime<Utc>,
    /// The last day to answer.
    pub answer_by: NaiveDate,
    /// Where it stands for the driver.
    pub state: Badge,
}

/// What a driver was asked about.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "complaints/put_list.html")]
pub struct PutList {
    /// The frame.
    pub page: Page,
    /// The latest first.
    pub lines: Vec<PutLine>,
}

/// One of them. POST `/account/complaints/{id}/answer`: `csrf`, `key`, `text`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "complaints/put.html")]
pub struct Put {
    /// The frame.
    pub page: Page,
    /// What was refused (field `text`).
    pub errors: FieldErrors,
    /// Its id.
    pub id: String,
    /// What it is about, in words.
    pub category: String,
    /// Where it stands for the driver.
    pub state: Badge,
    /// The vehicle of the ride.
    pub vehicle: String,
    /// Its plate.
    pub plate: Option<PlateParts>,
    /// When it happened.
    pub occurred_at: Option<DateTime<Utc>>,
    /// What an officer tells of it.
    pub account: String,
    /// The last day to answer.
    pub answer_by: NaiveDate,
    /// The driver's own words.
    pub answer: Option<Written>,
    /// How it ended.
    pub resolution: Option<Resolution>,
    /// Answering; none where it is too late or done.
    pub reply: Option<WriteForm>,
}
