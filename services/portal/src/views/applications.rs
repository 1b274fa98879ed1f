//! Applications, for officers.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};

use super::{Badge, Choice, FieldErrors, Page, PlateParts, TimelineEntry};

/// An application in the worklist.
#[derive(Clone, Debug, Default)]
pub struct WorklistRow {
    /// The application's id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Who applies; empty where the person was erased.
    pub applicant: String,
    /// What is applied for, in words.
    pub kind: String,
    /// The last valid day of the licence that it is about.
    pub licence_expires_on: Option<NaiveDate>,
    /// The day by which whoever's turn it is must be done.
    pub due_on: Option<NaiveDate>,
    /// How far that day is away, in words.
    pub left: Option<Badge>,
    /// Whether that day is past.
    pub late: bool,
    /// Where it stands.
    pub state: Badge,
}

/// What waits for officers, and what for applicants.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "applications/worklist.html")]
pub struct Worklist {
    /// The frame.
    pub page: Page,
    /// The civil day.
    pub today: NaiveDate,
    /// How many wait for an officer beyond their day.
    pub late: i64,
    /// What waits for an officer, the soonest due first.
    pub under_review: Vec<WorklistRow>,
    /// What waits for applicants.
    pub with_applicants: Vec<WorklistRow>,
}

impl Worklist {
    fn waiting(&self) -> i64 {
        self.under_review.len().try_into().unwrap_or(i64::MAX)
    }
}

/// A question or a consent of the policy with what the applicant said to it.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The question in words.
    pub label: String,
    /// The answer in words; none where there is none.
    pub answer: Option<String>,
    /// Whether the answer is a reference that stays left to right.
    pub reference: bool,
}

/// Judges a document. POST
/// `/desk/applications/{id}/documents/{document_id}`: `csrf`, `key`, `verdict`
/// (`accept` or `reject`), `reason-{document_id}`, `note-{document_id}`.
#[derive(Clone, Debug, Default)]
pub struct JudgeForm {
    /// The form's idempotency key.
    pub key: String,
    /// The names of its fields.
    pub reason_field: String,
    /// ... and of the note's.
    pub note_field: String,
    /// The code of the chosen reason.
    pub reason: String,
    /// The note as typed.
    pub note: String,
    /// The reasons of the policy.
    pub reasons: Vec<Choice>,
    /// Whether it was refused and is shown open.
    pub open: bool,
}

/// A document of a case.
#[derive(Clone, Debug, Default)]
pub struct CaseDocument {
    /// Its id.
    pub id: String,
    /// Which document it is, in words.
    pub name: String,
    /// The last day on which it is good.
    pub valid_until: Option<NaiveDate>,
    /// Whether that day is past.
    pub lapsed: bool,
    /// When it was handed in.
    pub uploaded_at: DateTime<Utc>,
    /// What an officer found.
    pub verdict: Badge,
    /// Why it was rejected, in words.
    pub reason: Option<String>,
    /// What the officer wrote.
    pub note: Option<String>,
    /// Judging it; none where the reader may not, or not now.
    pub judge: Option<JudgeForm>,
}

/// Asks the applicant. POST `/desk/applications/{id}/information-requests`:
/// `csrf`, `key`, `questions` and `documents` (any number), `message`.
#[derive(Clone, Debug, Default)]
pub struct AskForm {
    /// The form's idempotency key.
    pub key: String,
    /// The questions of the policy.
    pub questions: Vec<Choice>,
    /// The documents of the policy.
    pub documents: Vec<Choice>,
    /// The questions that are ticked.
    pub ticked_questions: Vec<String>,
    /// The documents that are ticked.
    pub ticked_documents: Vec<String>,
    /// The message as typed.
    pub message: String,
    /// How many days the applicant has.
    pub days: i64,
}

/// Grants or refuses. POST `/desk/applications/{id}/decision`: `csrf`, `key`,
/// `outcome` (`grant` or `refuse`), `{outcome}_reason`, `{outcome}_note`.
#[derive(Clone, Debug, Default)]
pub struct DecideForm {
    /// The form's idempotency key.
    pub key: String,
    /// The code of the chosen reason.
    pub reason: String,
    /// The note as typed.
    pub note: String,
    /// The reasons of the policy.
    pub reasons: Vec<Choice>,
}

/// What is decided.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// The reason in words.
    pub reason: String,
    /// What the officer wrote.
    pub note: Option<String>,
}

/// An application with what an officer may do to it.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "applications/case.html")]
pub struct Case {
    /// The frame.
    pub page: Page,
    /// What was refused, by the names of the forms' fields.
    pub errors: FieldErrors,
    /// The application's id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Who applies; empty where the person was erased.
    pub applicant: String,
    /// What is applied for, in words.
    pub kind: String,
    /// Where it stands.
    pub state: Badge,
    /// How far the day is away by which whoever's turn it is must be done.
    pub left: Option<Badge>,
    /// The national id without its middle.
    pub national_id: String,
    /// The named vehicle's id.
    pub vehicle_id: Option<String>,
    /// Make, model and colour of it.
    pub vehicle: String,
    /// Its plate.
    pub plate: Option<PlateParts>,
    /// When it was sent.
    pub submitted_at: Option<DateTime<Utc>>,
    /// The day by which it is decided.
    pub review_by: Option<NaiveDate>,
    /// The applicant's last day to answer.
    pub answer_by: Option<NaiveDate>,
    /// What the applicant is asked for, in the officer's words.
    pub message: Option<String>,
    /// The fee, in Toman.
    pub fee: Option<String>,
    /// The last day for paying it.
    pub fee_due_on: Option<NaiveDate>,
    /// The rules of eligibility, which were met when it was sent.
    pub eligibility: Vec<String>,
    /// What is decided.
    pub decided: Option<Decided>,
    /// Questions with their answers.
    pub answers: Vec<Told>,
    /// Consents: an answer where given.
    pub consents: Vec<Told>,
    /// The documents that count.
    pub documents: Vec<CaseDocument>,
    /// Whether it is the reader's own, who may not work on it.
    pub is_own: bool,
    /// Asking the applicant.
    pub ask: Option<AskForm>,
    /// Agreeing.
    pub grant: Option<DecideForm>,
    /// Whether a needed document is not accepted yet.
    pub documents_open: bool,
    /// Refusing.
    pub refuse: Option<DecideForm>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineEntry>,
}
