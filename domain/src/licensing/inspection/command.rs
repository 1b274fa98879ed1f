use super::LegacyInspection;
use crate::kernel::Pii;
use crate::policy::Choice;
use chrono::NaiveDate;
use uuid::Uuid;

/// What can be asked of an inspection.
#[derive(Debug, Clone)]
pub enum InspectionCommand {
    /// A vehicle is to be inspected on a day.
    Schedule {
        /// The vehicle.
        vehicle_id: Uuid,
        /// The day.
        on: NaiveDate,
        /// The civil day of the command.
        today: NaiveDate,
    },
    /// An inspector tells how it went.
    Record(RecordInspection),
    /// One row of another register becomes known here.
    Import(Box<LegacyInspection>),
}

/// How an inspection went.
#[derive(Debug, Clone)]
pub struct RecordInspection {
    /// How.
    pub outcome: InspectionOutcome,
    /// What the inspector noted.
    pub note: Option<Pii>,
    /// The defects that policy knows.
    pub offered: Vec<Choice>,
    /// The civil day of the command.
    pub today: NaiveDate,
    /// The policy version that knows them.
    pub policy_version: String,
}

/// How an inspection went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InspectionOutcome {
    /// The vehicle is fit.
    Passed,
    /// It is not.
    Failed {
        /// What is wrong with it, by code.
        defects: Vec<String>,
    },
    /// It did not come.
    NoShow,
}
