use crate::model::{Row, Table};
use chrono::{DateTime, NaiveDate, Utc};
use domain::kernel::Pii;
use domain::licensing::inspection::LegacyResult;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How an inspection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InspectionResult {
    /// The vehicle is to come.
    Scheduled,
    /// The vehicle is fit.
    Passed,
    /// It is not.
    Failed,
    /// It did not come.
    NoShow,
}

impl InspectionResult {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NoShow => "no_show",
        }
    }
}

impl From<LegacyResult> for InspectionResult {
    fn from(result: LegacyResult) -> Self {
        match result {
            LegacyResult::Pending => Self::Scheduled,
            LegacyResult::Passed => Self::Passed,
            LegacyResult::Failed => Self::Failed,
            LegacyResult::NoShow => Self::NoShow,
        }
    }
}

/// An inspection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InspectionRow {
    /// Its id.
    pub inspection_id: Uuid,
    /// The vehicle.
    pub vehicle_id: Uuid,
    /// How it stands.
    pub result: InspectionResult,
    /// The day of the appointment, then of the inspection.
    pub on_day: NaiveDate,
    /// What is wrong with the vehicle, by code.
    pub defects: Vec<String>,
    /// What the inspector noted, sealed.
    pub note: Option<Pii>,
    /// The register that it came from.
    pub source: Option<String>,
    /// Its key there.
    pub source_key: Option<String>,
    /// What kind it is there.
    pub source_kind: Option<String>,
    /// That register's own word for the result.
    pub source_result: Option<String>,
    /// When that became known here.
    pub recorded_at: DateTime<Utc>,
    /// By which event.
    pub position: i64,
}

impl Row for InspectionRow {
    const TABLE: Table = Table { name: "inspections", key: &["inspection_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.inspection_id
    }
}
