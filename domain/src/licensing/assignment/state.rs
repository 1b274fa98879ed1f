use super::{AssignmentCommand, AssignmentError, AssignmentEvent};
use crate::kernel::event::aggregate;
use crate::policy::offers;
use serde::{Deserialize, Serialize};

/// An assignment's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Assignment {
    /// Nobody is assigned.
    #[default]
    Absent,
    /// The driver drives.
    Current,
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
            (Self::Absent, AssignmentCommand::End) => Err(AssignmentError::Absent),
            (Self::Current | Self::Ended, AssignmentCommand::Assign { .. }) => Err(AssignmentError::AlreadyAssigned),
            (Self::Current, AssignmentCommand::End) => Ok(vec![AssignmentEvent::AssignmentEnded {}]),
            (Self::Ended, AssignmentCommand::End) => Err(AssignmentError::Ended),
        }
    }

    pub(super) fn fold(&mut self, event: AssignmentEvent) {
        *self = match event {
            AssignmentEvent::DriverAssigned { .. } => Self::Current,
            AssignmentEvent::AssignmentEnded {} => Self::Ended,
        };
    }
}

aggregate!(Assignment, AssignmentCommand, AssignmentEvent, AssignmentError);
