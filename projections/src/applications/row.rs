use crate::model::{Row, Table};
use chrono::{DateTime, NaiveDate, Utc};
use domain::kernel::{Pii, Rial};
use domain::licensing::application::ApplicationKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A person, sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonRow {
    /// The person.
    pub person_id: Uuid,
    /// The account that the person signs in with.
    pub account_id: Option<Uuid>,
    /// The national id.
    pub national_id: Pii,
    /// The first name.
    pub first_name: Pii,
    /// The last name.
    pub last_name: Pii,
    /// The day of birth.
    pub birth_date: Pii,
    /// Whether the details were declared with an application.
    pub declared: bool,
    /// Whether passengers may see first name and photo.
    pub public_display: bool,
    /// Where the photo lies.
    pub photo_address: Option<String>,
    /// What it is.
    pub photo_media_type: Option<String>,
}

impl Row for PersonRow {
    const TABLE: Table = Table { name: "persons", key: &["person_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.person_id
    }
}

/// Where an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The applicant writes.
    Draft,
    /// The officers look.
    UnderReview,
    /// The applicant is asked for something.
    InformationRequested,
    /// The officers agreed; the fee is being assessed.
    Agreed,
    /// The fee waits to be paid.
    PaymentDue,
    /// The permit is granted.
    Granted,
    /// The permit is refused.
    Refused,
    /// The applicant did not want it any more.
    Withdrawn,
    /// What was waited for did not come.
    NotTakenUp,
}

impl Stage {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::UnderReview => "under_review",
            Self::InformationRequested => "information_requested",
            Self::Agreed => "agreed",
            Self::PaymentDue => "payment_due",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::NotTakenUp => "not_taken_up",
        }
    }

    /// Whether the applicant may write.
    pub fn is_with_applicant(self) -> bool {
        matches!(self, Self::Draft | Self::InformationRequested)
    }

    /// Whether it is over.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Granted | Self::Refused | Self::Withdrawn | Self::NotTakenUp)
    }
}

/// An application.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ApplicationRow {
    /// Its id.
    pub application_id: Uuid,
    /// Its number.
    pub number: String,
    /// The permit kind's code.
    pub permit_kind: String,
    /// New, or about a licence that exists.
    pub kind: ApplicationKind,
    /// The account that it belongs to.
    pub account_id: Uuid,
    /// Who wants the permit.
    pub person_id: Uuid,
    /// The licence that it is about.
    pub licence_id: Option<Uuid>,
    /// The vehicle that was named.
    pub vehicle_id: Option<Uuid>,
    /// Where it stands.
    pub stage: Stage,
    /// The policy version whose questions are asked.
    pub policy_version: String,
    /// Consents that are given, sorted.
    pub consents: Vec<String>,
    /// The documents that count, by kind.
    pub documents: BTreeMap<String, Uuid>,
    /// Of a renewal that was sent: the licence's last valid day.
    pub renews_after: Option<NaiveDate>,
    /// Whether that day was not past.
    pub in_time: Option<bool>,
    /// Of a renewal: whether nothing is new since the application before.
    pub unchanged: Option<bool>,
    /// Whether an officer decides on it.
    pub needs_officer: Option<bool>,
    /// Questions that an officer asked for.
    pub requested_questions: Vec<String>,
    /// Documents that an officer asked for.
    pub requested_documents: Vec<String>,
    /// What the officer wrote.
    pub message: Option<Pii>,
    /// The last day for the answer.
    pub answer_by: Option<NaiveDate>,
    /// The day by which it is decided.
    pub review_by: Option<NaiveDate>,
    /// The reason of the decision.
    pub reason: Option<String>,
    /// What the officer wrote with it.
    pub note: Option<Pii>,
    /// The invoice that bills the fee.
    pub invoice_id: Option<Uuid>,
    /// The fee, in Rial.
    pub total: Option<Rial>,
    /// The last day for paying.
    pub due_on: Option<NaiveDate>,
    /// When it was begun.
    pub started_at: DateTime<Utc>,
    /// When it was sent.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When an officer decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// When it was over.
    pub ended_at: Option<DateTime<Utc>>,
    /// The last event that changed it.
    pub position: i64,
}

impl Row for ApplicationRow {
    const TABLE: Table = Table { name: "applications", key: &["application_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.application_id
    }
}

/// An answer, sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswerRow {
    /// The application.
    pub application_id: Uuid,
    /// The question's code.
    pub question: String,
    /// The answer.
    pub answer: Pii,
}

impl Row for AnswerRow {
    const TABLE: Table = Table { name: "application_answers", key: &["application_id", "question"] };
    type Key = (Uuid, String);
    fn key(&self) -> (Uuid, String) {
        (self.application_id, self.question.clone())
    }
}

/// A document that was handed in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentRow {
    /// Its id.
    pub document_id: Uuid,
    /// The application.
    pub application_id: Uuid,
    /// Which document it is.
    pub kind: String,
    /// The last day on which it is good.
    pub valid_until: Option<NaiveDate>,
    /// What the bytes are.
    pub media_type: String,
    /// How many there are.
    pub bytes: i64,
    /// Where they lie.
    pub address: String,
    /// When it was handed in.
    pub uploaded_at: DateTime<Utc>,
    /// The document of an earlier application that it is.
    pub carried_from: Option<Uuid>,
    /// What an officer found: `pending`, `accepted` or `rejected`.
    pub verdict: String,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// What the officer wrote.
    pub note: Option<Pii>,
}

impl Row for DocumentRow {
    const TABLE: Table = Table { name: "application_documents", key: &["document_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.document_id
    }
}
