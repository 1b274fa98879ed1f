use crate::kernel::event::{event_types, optional};
use crate::kernel::{ClaimChange, Pii};
use chrono::{NaiveDate, NaiveDateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happened to an inspection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum InspectionEvent {
    /// The vehicle is to come on a day.
    InspectionScheduled {
        /// The vehicle.
        vehicle_id: Uuid,
        /// The day.
        on: NaiveDate,
    },
    /// The vehicle is fit.
    InspectionPassed {
        /// The vehicle.
        vehicle_id: Uuid,
        /// The day on which it was inspected.
        on: NaiveDate,
        /// What the inspector noted.
        note: Option<Pii>,
    },
    /// The vehicle is not fit.
    InspectionFailed {
        /// The vehicle.
        vehicle_id: Uuid,
        /// The day on which it was inspected.
        on: NaiveDate,
        /// What is wrong with it, by code.
        defects: Vec<String>,
        /// What the inspector noted.
        note: Option<Pii>,
        /// The policy version that knows the defects.
        policy_version: String,
    },
    /// The vehicle did not come.
    InspectionNoShow {
        /// The vehicle.
        vehicle_id: Uuid,
        /// The day on which it was to come.
        on: NaiveDate,
    },
    /// A row of another register told of it; policy does not judge it.
    LegacyInspectionImported(Box<LegacyInspection>),
}

/// What another register says of an inspection, in our words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LegacyResult {
    /// It is still to come.
    Pending,
    /// The vehicle was fit.
    Passed,
    /// It was not.
    Failed,
    /// It did not come.
    NoShow,
}

impl LegacyResult {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NoShow => "no_show",
        }
    }
}

/// One row of another register of inspections.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LegacyInspection {
    /// The register, as its mapping names it.
    pub source: String,
    /// The row's key in that register.
    pub source_key: String,
    /// SHA-256 of the row as it was published, hex.
    pub source_row_hash: String,
    /// The version of the mapping file.
    pub mapping_version: String,
    /// The vehicle.
    pub vehicle_id: Uuid,
    /// What kind of inspection it is, in the source's words.
    pub kind: Option<String>,
    /// For when it was appointed, local time.
    pub scheduled_at: NaiveDateTime,
    /// Its result in our words.
    pub result: LegacyResult,
    /// The source's own word for it.
    pub source_result: String,
}

impl LegacyInspection {
    /// The id of the inspection that a row stands for: the same row, the same inspection.
    pub fn inspection_id(source: &str, source_key: &str) -> Uuid {
        Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("parvaneh:inspection:{source}:{source_key}").as_bytes())
    }
}

const APPOINTMENT: &str = "inspection.vehicle";

event_types! { InspectionEvent of "inspection" {
    InspectionScheduled: "1",
    InspectionPassed: "1",
    InspectionFailed: "1",
    InspectionNoShow: "1",
    LegacyInspectionImported: "1",
}
    fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
        match self {
            Self::InspectionPassed { note, .. } | Self::InspectionFailed { note, .. } => optional("note", note).into_iter().collect(),
            Self::InspectionScheduled { .. } | Self::InspectionNoShow { .. } | Self::LegacyInspectionImported(_) => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<ClaimChange> {
        match self {
            // A vehicle has one appointment at a time.
            Self::InspectionScheduled { vehicle_id, .. } => vec![ClaimChange::Take { scope: APPOINTMENT, value: vehicle_id.to_string() }],
            Self::InspectionPassed { .. } | Self::InspectionFailed { .. } | Self::InspectionNoShow { .. } => {
                vec![ClaimChange::Release { scope: APPOINTMENT }]
            }
            Self::LegacyInspectionImported(_) => Vec::new(),
        }
    }
}
