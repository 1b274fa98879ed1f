use crate::model::{Row, Table};
use chrono::{DateTime, NaiveDate, Utc};
use domain::kernel::Pii;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    /// Where it stands: `lodged`.
    pub state: String,
}

impl Row for ComplaintRow {
    const TABLE: Table = Table { name: "complaints", key: &["complaint_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.complaint_id
    }
}
