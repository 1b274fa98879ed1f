use super::{PersonCommand, PersonError, PersonEvent};
use crate::kernel::event::aggregate;
use serde::{Deserialize, Serialize};

/// A person's record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Person {
    /// Nobody is known.
    #[default]
    Absent,
    /// Known; what was typed can still be put right.
    Registered,
    /// Known, and declared with an application.
    Declared,
}

impl Person {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`PersonError`].
    pub fn decide(&self, command: PersonCommand) -> Result<Vec<PersonEvent>, PersonError> {
        match (self, command) {
            (Self::Absent, PersonCommand::Register { account_id, details }) => Ok(vec![PersonEvent::PersonRegistered {
                account_id,
                national_id: details.national_id,
                first_name: details.first_name,
                last_name: details.last_name,
                birth_date: details.birth_date,
            }]),
            (Self::Absent, _) => Err(PersonError::Absent),
            (_, PersonCommand::Register { .. }) => Err(PersonError::AlreadyRegistered),
            (Self::Registered, PersonCommand::Correct(details)) => Ok(vec![PersonEvent::PersonCorrected {
                national_id: details.national_id,
                first_name: details.first_name,
                last_name: details.last_name,
                birth_date: details.birth_date,
            }]),
            (Self::Declared, PersonCommand::Correct(_)) => Err(PersonError::Declared),
            (_, PersonCommand::Declare { application_id }) => {
                Ok(vec![PersonEvent::PersonDetailsDeclared { application_id }])
            }
        }
    }

    pub(super) fn fold(&mut self, event: PersonEvent) {
        *self = match event {
            PersonEvent::PersonRegistered { .. } | PersonEvent::PersonCorrected { .. } => Self::Registered,
            PersonEvent::PersonDetailsDeclared { .. } => Self::Declared,
        };
    }
}

aggregate!(Person, PersonCommand, PersonEvent, PersonError);
