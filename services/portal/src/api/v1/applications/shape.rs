//! How applications look to programs.

use crate::api::v1::shape::Vehicle;
use application::applications::{OpenedDocument, OwnApplication};
use chrono::{DateTime, NaiveDate, Utc};
use projections::applications::{ApplicationRow, Stage};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// An application in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Summary {
    application_id: Uuid,
    number: String,
    permit_kind: String,
    /// `new`, `renewal`, `replacement`, `transfer` or `duplicate`.
    kind: &'static str,
    /// `draft`, `under_review`, `information_requested`, `agreed`, `payment_due`, `granted`, `refused`,
    /// `withdrawn` or `not_taken_up`.
    stage: &'static str,
    /// The licence that it is about.
    licence_id: Option<Uuid>,
    /// Whether a renewal was sent before the licence's last valid day was past.
    in_time: Option<bool>,
    /// Whether nothing is new in a renewal that was sent.
    unchanged: Option<bool>,
    vehicle_id: Option<Uuid>,
    started_at: DateTime<Utc>,
    submitted_at: Option<DateTime<Utc>>,
    /// The day by which an officer decides.
    review_by: Option<NaiveDate>,
    review_by_jalali: Option<String>,
    /// The last day for what an officer asked for.
    answer_by: Option<NaiveDate>,
    answer_by_jalali: Option<String>,
    invoice_id: Option<Uuid>,
    /// The fee, once it is assessed.
    #[schema(value_type = Option<Object>)]
    fee: Option<serde_json::Value>,
    due_on: Option<NaiveDate>,
    due_on_jalali: Option<String>,
    /// The code of the decision's reason.
    reason_code: Option<String>,
    /// The position of the event that changed it last.
    position: i64,
}

fn jalali(day: Option<NaiveDate>) -> Option<String> {
    day.map(i18n::jalali_iso)
}

impl Summary {
    /// An application in a list.
    pub fn new(row: &ApplicationRow) -> Self {
        Self {
            application_id: row.application_id,
            number: row.number.clone(),
            permit_kind: row.permit_kind.clone(),
            kind: row.kind.code(),
            stage: row.stage.code(),
            licence_id: row.licence_id,
            in_time: row.in_time,
            unchanged: row.unchanged,
            vehicle_id: row.vehicle_id,
            started_at: row.started_at,
            submitted_at: row.submitted_at,
            review_by: row.review_by.filter(|_| row.stage == Stage::UnderReview),
            review_by_jalali: jalali(row.review_by.filter(|_| row.stage == Stage::UnderReview)),
            answer_by: row.answer_by,
            answer_by_jalali: jalali(row.answer_by),
            invoice_id: row.invoice_id,
            fee: row.total.map(|total| serde_json::json!({ "rial": total.get() })),
            due_on: row.due_on,
            due_on_jalali: jalali(row.due_on),
            reason_code: row.reason.clone(),
            position: row.position,
        }
    }
}

/// Who applies.
#[derive(Debug, Serialize, ToSchema)]
pub struct Applicant {
    person_id: Uuid,
    /// Whole for its owner; for staff all but the first three and the last two digits are hidden.
    national_id: String,
    first_name: String,
    last_name: String,
    birth_date: Option<NaiveDate>,
    birth_date_jalali: Option<String>,
}

/// A document that was handed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Document {
    document_id: Uuid,
    kind: String,
    valid_until: Option<NaiveDate>,
    valid_until_jalali: Option<String>,
    /// The document of an earlier application that it is.
    carried_from: Option<Uuid>,
    media_type: String,
    bytes: i64,
    /// `pending`, `accepted` or `rejected`.
    verdict: String,
    /// Why it was rejected, by code.
    reason_code: Option<String>,
    /// Why, in the officer's words.
    note: Option<String>,
}

impl Document {
    fn new(document: &OpenedDocument) -> Self {
        let row = &document.row;
        Self {
            document_id: row.document_id,
            kind: row.kind.clone(),
            valid_until: row.valid_until,
            valid_until_jalali: jalali(row.valid_until),
            carried_from: row.carried_from,
            media_type: row.media_type.clone(),
            bytes: row.bytes,
            verdict: row.verdict.clone(),
            reason_code: row.reason.clone(),
            note: document.note.clone(),
        }
    }
}

/// An application with all that is in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Application {
    #[serde(flatten)]
    summary: Summary,
    applicant: Option<Applicant>,
    /// By the question's code.
    answers: BTreeMap<String, String>,
    consents: Vec<String>,
    documents: Vec<Document>,
    vehicle: Option<Vehicle>,
    /// What an officer asks for.
    requested_questions: Vec<String>,
    requested_documents: Vec<String>,
    message: Option<String>,
    /// What the officer wrote with the decision.
    note: Option<String>,
}

impl Application {
    /// An application, whole.
    pub fn for_owner(own: &OwnApplication) -> Self {
        Self {
            summary: Summary::new(&own.row),
            applicant: own.person.as_ref().map(|person| Applicant {
                person_id: person.person_id,
                national_id: person.national_id.clone(),
                first_name: person.first_name.clone(),
                last_name: person.last_name.clone(),
                birth_date: person.birth_date,
                birth_date_jalali: jalali(person.birth_date),
            }),
            answers: own.answers.clone(),
            consents: own.row.consents.clone(),
            documents: own.documents.values().map(Document::new).collect(),
            vehicle: own.vehicle.as_ref().map(Vehicle::for_anyone),
            requested_questions: own.row.requested_questions.clone(),
            requested_documents: own.row.requested_documents.clone(),
            message: own.message.clone(),
            note: own.note.clone(),
        }
    }

    /// An application as staff see it: the national id masked.
    pub fn for_staff(own: &OwnApplication) -> Self {
        let mut application = Self::for_owner(own);
        if let Some(applicant) = &mut application.applicant {
            applicant.national_id = application::persons::masked(&applicant.national_id);
        }
        application
    }
}
