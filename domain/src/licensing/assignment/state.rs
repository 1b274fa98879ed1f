use super::{AssignmentCommand, AssignmentError, AssignmentEvent};
use crate::kernel::event::aggregate;
use crate::policy::offers;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An assignment's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Assignment {
    /// Nobody is assigned.
    #[default]
    Absent,
    /// The driver drives.
    Current {
        /// By which permit.
        licence_id: Uuid,
        /// The shift's code.
        shift: String,
    },
    /// It is over.
    Ended,
}

impl Assignment {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`AssignmentError`].
    pub fn decide(&self, command: AssignmentCommand) -> Result<Vec<AssignmentEvent>, AssignmentError> {
        match (self, command) {
            (Self::Absent, AssignmentCommand::Assign { vehicle_id, licence_id, person_id, shift, shifts }) => {
                if !offers(&shifts, &shift) {
                    return Err(AssignmentError::UnknownShift);
                }
                Ok(vec![AssignmentEvent::DriverAssigned { vehicle_id, licence_id, person_id, shift }])
            }
            (Self::Absent, AssignmentCommand::ChangeShift { .. } | AssignmentCommand::End) => Err(AssignmentError::Absent),
            (Self::Current { .. } | Self::Ended, AssignmentCommand::Assign { .. }) => Err(AssignmentError::AlreadyAssigned),
            (Self::Current { shift: current, .. }, AssignmentCommand::ChangeShift { shift, shifts }) => {
                if !offers(&shifts, &shift) {
                    return Err(AssignmentError::UnknownShift);
                }
                if shift == *current {
                    return Err(AssignmentError::SameShift);
                }
                Ok(vec![AssignmentEvent::ShiftChanged { shift }])
            }
            (Self::Current { .. }, AssignmentCommand::End) => Ok(vec![AssignmentEvent::AssignmentEnded {}]),
            (Self::Ended, AssignmentCommand::ChangeShift { .. } | AssignmentCommand::End) => Err(AssignmentError::Ended),
        }
    }

    pub(super) fn fold(&mut self, event: AssignmentEvent) {
        *self = match (std::mem::take(self), event) {
            (_, AssignmentEvent::DriverAssigned { licence_id, shift, .. }) => Self::Current { licence_id, shift },
            (Self::Current { licence_id, .. }, AssignmentEvent::ShiftChanged { shift }) => Self::Current { licence_id, shift },
            (state, AssignmentEvent::ShiftChanged { .. }) => state,
            (_, AssignmentEvent::AssignmentEnded {}) => Self::Ended,
        };
    }
}

aggregate!(Assignment, AssignmentCommand, AssignmentEvent, AssignmentError);
