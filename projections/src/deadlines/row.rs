use crate::model::{Row, Table};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// A licence's last valid day is past.
    LicenceExpiry,
    /// A vehicle reaches its threshold age.
    VehicleThreshold,
    /// What an application waits for, an answer or the fee, did not come by its last day.
    ApplicationLapse,
    /// A licence's last valid day comes, of which its holder is reminded before.
    RenewalReminder,
    /// The reversal window of points has closed.
    PointsActivation,
    /// The last day of points is past.
    PointsExpiry,
    /// Nobody claimed points by their last day.
    PointsLapse,
}

impl DeadlineKind {
    /// The stable word, as the table has it.
    pub fn code(self) -> &'static str {
        match self {
            Self::LicenceExpiry => "licence_expiry",
            Self::VehicleThreshold => "vehicle_threshold",
            Self::ApplicationLapse => "application_lapse",
            Self::RenewalReminder => "renewal_reminder",
            Self::PointsActivation => "points_activation",
            Self::PointsExpiry => "points_expiry",
            Self::PointsLapse => "points_lapse",
        }
    }
}

/// One thing that is due for one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineRow {
    /// The aggregate that the command will go to.
    pub subject_id: Uuid,
    /// What is due.
    pub kind: DeadlineKind,
    /// The first civil day on which it is due.
    pub due_on: NaiveDate,
    /// Whether it is still to be done.
    pub open: bool,
    /// The event that set or ended it.
    pub position: i64,
}

impl Row for DeadlineRow {
    const TABLE: Table = Table { name: "deadlines", key: &["subject_id", "kind"] };
    type Key = (Uuid, DeadlineKind);
    fn key(&self) -> Self::Key {
        (self.subject_id, self.kind)
    }
}
