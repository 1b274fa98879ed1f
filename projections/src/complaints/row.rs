use crate::model::{Row, Table};
use chrono::{DateTime, NaiveDate, Utc};
use domain::feedback::complaint::Outcome;
use domain::kernel::Pii;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where a complaint stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintState {
    /// Waits for an officer.
    Lodged,
    /// The driver was asked.
    DriverAsked,
    /// The driver answered.
    DriverHeard,
    /// Decided.
    Resolved,
}

impl ComplaintState {
    /// The stable word, as the table has it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Lodged => "lodged",
            Self::DriverAsked => "driver_asked",
            Self::DriverHeard => "driver_heard",
            Self::Resolved => "resolved",
        }
    }
}

/// A complaint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComplaintRow {
    /// Its id.
    pub complaint_id: Uuid,
    /// SHA-256 of its tracking code, hex.
    pub tracking_sha256: String,
    /// The vehicle that it is about.
    pub vehicle_id: Uuid,
    /// The licence of the ride.
    pub licence_id: Uuid,
    /// Who drove, where the code said so.
    pub driver_id: Option<Uuid>,
    /// The category's code.
    pub category: String,
    /// The passenger's words, sealed.
    pub text: Pii,
    /// A number for the answer, sealed.
    pub mobile: Option<Pii>,
    /// When it happened, where said.
    pub occurred_at: Option<DateTime<Utc>>,
    /// When it was lodged.
    pub lodged_at: DateTime<Utc>,
    /// The day by which it is answered.
    pub answer_by: NaiveDate,
    /// What the driver was told, sealed.
    pub account: Option<Pii>,
    /// When the driver was asked.
    pub driver_asked_at: Option<DateTime<Utc>>,
    /// The driver's last day to answer.
    pub driver_answer_by: Option<NaiveDate>,
    /// The driver's words, sealed.
    pub driver_answer: Option<Pii>,
    /// When the driver was heard.
    pub driver_heard_at: Option<DateTime<Utc>>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Why, by policy's code.
    pub reason: Option<String>,
    /// What the passenger should know, sealed.
    pub note: Option<Pii>,
    /// When it was decided.
    pub resolved_at: Option<DateTime<Utc>>,
    /// Where it stands.
    pub state: ComplaintState,
    /// The event that changed it last.
    pub position: i64,
}

impl Row for ComplaintRow {
    const TABLE: Table = Table { name: "complaints", key: &["complaint_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.complaint_id
    }
}

/// What an officer wrote to a passenger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswerRow {
    /// Its event.
    pub position: i64,
    /// The complaint.
    pub complaint_id: Uuid,
    /// The words, sealed.
    pub text: Pii,
    /// When it was written.
    pub answered_at: DateTime<Utc>,
}

impl Row for AnswerRow {
    const TABLE: Table = Table { name: "complaint_answers", key: &["position"] };
    const ONCE: bool = true;
    type Key = i64;
    fn key(&self) -> i64 {
        self.position
    }
}
