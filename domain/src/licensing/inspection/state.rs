use super::{InspectionCommand, InspectionError, InspectionEvent, InspectionOutcome, LegacyInspection, LegacyResult, RecordInspection};
use crate::kernel::event::aggregate;
use crate::policy::offers;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An inspection's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inspection {
    /// Nothing is appointed.
    #[default]
    Absent,
    /// The vehicle is to come.
    Scheduled {
        /// The vehicle.
        vehicle_id: Uuid,
        /// The day.
        on: NaiveDate,
    },
    /// Held, or missed.
    Over,
    /// Known from another register.
    Imported {
        /// The hash of the row that told of it last.
        row_hash: String,
        /// Whether it was still to come then.
        pending: bool,
    },
}

impl Inspection {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`InspectionError`].
    pub fn decide(&self, command: InspectionCommand) -> Result<Vec<InspectionEvent>, InspectionError> {
        match (self, command) {
            (Self::Absent, InspectionCommand::Schedule { vehicle_id, on, today }) => {
                if on < today {
                    return Err(InspectionError::InThePast);
                }
                Ok(vec![InspectionEvent::InspectionScheduled { vehicle_id, on }])
            }
            (_, InspectionCommand::Schedule { .. }) => Err(InspectionError::AlreadyScheduled),
            (Self::Absent, InspectionCommand::Record(_)) => Err(InspectionError::Absent),
            (Self::Scheduled { vehicle_id, on }, InspectionCommand::Record(record)) => recorded(*vehicle_id, *on, record),
            (Self::Over | Self::Imported { .. }, InspectionCommand::Record(_)) => Err(InspectionError::Over),
            (Self::Imported { row_hash, .. }, InspectionCommand::Import(row)) if *row_hash == row.source_row_hash => {
                Err(InspectionError::AlreadyImported)
            }
            // What was still to come has come.
            (Self::Absent | Self::Imported { pending: true, .. }, InspectionCommand::Import(row)) => {
                Ok(vec![InspectionEvent::LegacyInspectionImported(row)])
            }
            (Self::Imported { .. }, InspectionCommand::Import(_)) => Err(InspectionError::RowChanged),
            (Self::Scheduled { .. } | Self::Over, InspectionCommand::Import(_)) => Err(InspectionError::AlreadyScheduled),
        }
    }

    pub(super) fn fold(&mut self, event: InspectionEvent) {
        *self = match event {
            InspectionEvent::InspectionScheduled { vehicle_id, on } => Self::Scheduled { vehicle_id, on },
            InspectionEvent::InspectionPassed { .. } | InspectionEvent::InspectionFailed { .. } | InspectionEvent::InspectionNoShow { .. } => {
                Self::Over
            }
            InspectionEvent::LegacyInspectionImported(row) => {
                let LegacyInspection { source_row_hash, result, .. } = *row;
                Self::Imported { row_hash: source_row_hash, pending: result == LegacyResult::Pending }
            }
        };
    }
}

/// It may be held before its day, where the vehicle comes sooner; that it did not come is known on the
/// day itself.
fn recorded(vehicle_id: Uuid, on: NaiveDate, record: RecordInspection) -> Result<Vec<InspectionEvent>, InspectionError> {
    let RecordInspection { outcome, note, offered, today, policy_version } = record;
    Ok(vec![match outcome {
        InspectionOutcome::Passed => InspectionEvent::InspectionPassed { vehicle_id, on: today, note },
        InspectionOutcome::Failed { defects } => {
            if defects.is_empty() {
                return Err(InspectionError::NoDefects);
            }
            if !defects.iter().all(|code| offers(&offered, code)) {
                return Err(InspectionError::UnknownDefect);
            }
            InspectionEvent::InspectionFailed { vehicle_id, on: today, defects, note, policy_version }
        }
        InspectionOutcome::NoShow if today < on => return Err(InspectionError::TooEarly),
        InspectionOutcome::NoShow => InspectionEvent::InspectionNoShow { vehicle_id, on },
    }])
}

aggregate!(Inspection, InspectionCommand, InspectionEvent, InspectionError);
