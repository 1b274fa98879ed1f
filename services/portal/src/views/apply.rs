//! Applying for a permit: from the start page to the tracker.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};

use super::{Choice, DateFields, FieldErrors, Page, PlateParts};

/// A name with a line of explanation.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// What it is called.
    pub name: String,
    /// The explanation; may be empty.
    pub hint: String,
}

/// What is asked, costs and lasts, before anything is begun. POST `/apply/{kind}`: `csrf`, `key`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "apply/start.html")]
pub struct Start {
    /// The frame.
    pub page: Page,
    /// The form's idempotency key.
    pub key: String,
    /// The permit kind's code.
    pub code: String,
    /// The permit kind in words.
    pub kind: String,
    /// Who may have it.
    pub eligibility: Vec<String>,
    /// What must be at hand.
    pub documents: Vec<Named>,
    /// What it costs: names and Rial.
    pub fees: Vec<(String, i64)>,
    /// The sum, in Rial.
    pub total: i64,
    /// Working days until a decision.
    pub review_days: i64,
    /// Validity in Solar years.
    pub term_years: i64,
    /// Whether the reader signed in.
    pub signed_in: bool,
    /// An application that is under way already.
    pub under_way: Option<String>,
}

/// When a renewal can begin.
#[derive(Clone, Debug, Default)]
pub enum Opening {
    /// Now, without loss.
    #[default]
    InTime,
    /// On this day first.
    From(NaiveDate),
    /// Now, with what the tariff adds; on this day last.
    Late(NaiveDate),
    /// Not any more.
    TooLate,
    /// Not at all: why.
    Barred(&'static str),
    /// It is under way: the application.
    UnderWay(String),
}

/// What renewing costs and brings, before it is begun. POST `/licences/{id}/renewal`: `csrf`, `key`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "apply/renewal.html")]
pub struct Renewal {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The licence's id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The permit kind's code.
    pub code: String,
    /// The permit kind in words.
    pub kind: String,
    /// The last valid day.
    pub expires_on: NaiveDate,
    /// The last valid day of the further term, where it is known.
    pub until: Option<NaiveDate>,
    /// The further term in Solar years.
    pub term_years: i64,
    /// When it can begin.
    pub opening: Opening,
    /// What it costs: names and Rial.
    pub fees: Vec<(String, i64)>,
    /// The sum, in Rial.
    pub total: i64,
}

impl Renewal {
    /// Whether it can begin now.
    pub fn may_begin(&self) -> bool {
        matches!(self.opening, Opening::InTime | Opening::Late(_))
    }

    /// Whether it cannot any more.
    pub fn is_too_late(&self) -> bool {
        matches!(self.opening, Opening::TooLate | Opening::Barred(_))
    }
}

/// The licence that an application renews.
#[derive(Clone, Debug, Default)]
pub struct Renewing {
    /// Whether it is done.
    pub granted: bool,
    /// Its number.
    pub number: String,
    /// Its last valid day before.
    pub expires_on: NaiveDate,
    /// Its last valid day after, where it is known.
    pub until: Option<NaiveDate>,
    /// The further term in Solar years.
    pub term_years: i64,
    /// Whether it comes after the last valid day.
    pub late: bool,
    /// Whether it keeps the licence in force for now.
    pub kept: bool,
}

/// Something to do.
#[derive(Clone, Debug, Default)]
pub struct Task {
    /// Its address, below the application's.
    pub path: String,
    /// What it is called.
    pub name: String,
    /// What is there already, or what is needed.
    pub hint: String,
    /// Whether it is done.
    pub done: bool,
    /// Whether it may stay undone.
    pub optional: bool,
}

/// A part of the list of tasks.
#[derive(Clone, Debug, Default)]
pub struct TaskGroup {
    /// The key of its heading.
    pub title: &'static str,
    /// What is to be done.
    pub tasks: Vec<Task>,
}

/// What is done and what is left. Where an officer asked for something, only that.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "apply/tasks.html")]
pub struct Tasks {
    /// The frame.
    pub page: Page,
    /// What was refused when it was sent.
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The application's id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The permit kind in words.
    pub kind: String,
    /// The tasks.
    pub groups: Vec<TaskGroup>,
    /// How many are done.
    pub done: i64,
    /// How many there are that must be.
    pub needed: i64,
    /// What an officer asked for, in the officer's words.
    pub asked: Option<String>,
    /// The last day for it.
    pub answer_by: Option<NaiveDate>,
    /// The licence that is renewed.
    pub renewing: Option<Renewing>,
    /// The fee, in Rial.
    pub total: i64,
    /// Working days until a decision.
    pub review_days: i64,
}

impl Tasks {
    /// Whether everything that must be done is.
    pub fn is_ready(&self) -> bool {
        self.done >= self.needed
    }
}

/// Who the applicant is. POST `/applications/{id}/details`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "apply/details.html")]
pub struct Details {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The application's id.
    pub id: String,
    /// The national id as typed.
    pub national_id: String,
    /// The first name as typed.
    pub first_name: String,
    /// The last name as typed.
    pub last_name: String,
    /// The day of birth as typed.
    pub birth_date: DateFields,
}

/// How an answer is typed.
#[derive(Clone, Debug)]
pub enum AnswerField {
    /// A text.
    Text(String),
    /// A bank account.
    Sheba(String),
    /// One of several.
    Choice(String, Vec<Choice>),
    /// A day.
    Date(DateFields),
}

/// One question. POST `/applications/{id}/questions/{code}`: `answer`, or `answer_day|month|year`.
#[derive(Clone, Debug, Template)]
#[template(path = "apply/question.html")]
pub struct Question {
    /// The frame.
    pub page: Page,
    /// What was refused (field `answer`).
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The application's id.
    pub id: String,
    /// The question's code.
    pub code: String,
    /// The question.
    pub label: String,
    /// Its hint.
    pub hint: String,
    /// Whether it may stay unanswered.
    pub optional: bool,
    /// How it is answered.
    pub field: AnswerField,
}

/// The plate of the car. POST `/applications/{id}/vehicle`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "apply/vehicle.html")]
pub struct Vehicle {
    /// The frame.
    pub page: Page,
    /// What was refused (field `plate`).
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The application's id.
    pub id: String,
    /// The plate's parts as typed.
    pub typed: PlateParts,
    /// The letters to choose from.
    pub letters: Vec<String>,
}

/// A document. POST `/applications/{id}/uploads/{code}`, multipart: `file`,
/// `valid_until_day|month|year`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "apply/document.html")]
pub struct Document {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The application's id.
    pub id: String,
    /// The document's code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What it must show.
    pub hint: String,
    /// Whether it has a last valid day.
    pub expires: bool,
    /// That day as typed.
    pub valid_until: DateFields,
    /// The id of what was handed in before.
    pub current: Option<String>,
    /// Why that was rejected, in the officer's words.
    pub note: Option<String>,
}

/// Something that the applicant may agree to.
#[derive(Clone, Debug, Default)]
pub struct Consent {
    /// Its code.
    pub code: String,
    /// What is agreed to.
    pub label: String,
    /// Whether there is no permit without it.
    pub required: bool,
    /// Whether it is given.
    pub given: bool,
}

/// Consents. POST `/applications/{id}/consents`: `consent`, as often as ticked.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "apply/consents.html")]
pub struct Consents {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The application's id.
    pub id: String,
    /// What may be agreed to.
    pub consents: Vec<Consent>,
}

/// An answer as it will be sent.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    /// What was asked.
    pub label: String,
    /// What was answered.
    pub value: String,
    /// Whether the value is kept left to right.
    pub is_reference: bool,
    /// The plate, where that is the answer.
    pub plate: Option<PlateParts>,
    /// Where it can be changed, below the application's address.
    pub change: Option<String>,
}

/// A part of the answers.
#[derive(Clone, Debug, Default)]
pub struct AnsweredGroup {
    /// The key of its heading.
    pub title: &'static str,
    /// The answers.
    pub answers: Vec<Answered>,
}

/// Everything once more, and the declaration. POST `/applications/{id}/submission`: `declared`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "apply/check.html")]
pub struct Check {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The application's id.
    pub id: String,
    /// The answers.
    pub groups: Vec<AnsweredGroup>,
    /// The licence that is renewed.
    pub renewing: Option<Renewing>,
    /// Whether nobody needs to look at it.
    pub unseen: bool,
    /// The fee, in Rial.
    pub total: i64,
    /// Working days until a decision.
    pub review_days: i64,
}

/// A step on the way.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// The key of its name.
    pub name: &'static str,
    /// When it was reached.
    pub at: Option<DateTime<Utc>>,
    /// Whether it is the present one.
    pub now: bool,
    /// A line of explanation, already in words.
    pub text: String,
}

/// Who holds the application now, and what follows when.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "apply/tracker.html")]
pub struct Tracker {
    /// The frame.
    pub page: Page,
    /// The form's idempotency key.
    pub key: String,
    /// The application's id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The permit kind in words.
    pub kind: String,
    /// The key of the sentence that says where it stands.
    pub stage: &'static str,
    /// The banner's class.
    pub tone: &'static str,
    /// The steps, the first one first.
    pub steps: Vec<Step>,
    /// The licence that is renewed.
    pub renewing: Option<Renewing>,
    /// The bill to be paid now.
    pub invoice: Option<String>,
    /// The licence that was issued.
    pub licence: Option<String>,
    /// Why it was refused.
    pub reason: Option<String>,
    /// What the officer wrote.
    pub note: Option<String>,
    /// Whether it can be withdrawn.
    pub may_withdraw: bool,
}
