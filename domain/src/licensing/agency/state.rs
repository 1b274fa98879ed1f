use super::{AgencyCommand, AgencyError, AgencyEvent};
use crate::kernel::event::aggregate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An agency's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Agency {
    /// There is none.
    #[default]
    Absent,
    /// It may send taxis while its licence is valid.
    Registered {
        /// The account of who manages it.
        account_id: Uuid,
        /// Its name.
        name: String,
    },
}

impl Agency {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`AgencyError`].
    pub fn decide(&self, command: AgencyCommand) -> Result<Vec<AgencyEvent>, AgencyError> {
        match (self, command) {
            (Self::Absent, AgencyCommand::Register(agency)) => Ok(vec![AgencyEvent::AgencyRegistered {
                licence_id: agency.licence_id,
                person_id: agency.person_id,
                account_id: agency.account_id,
                name: agency.name,
                premises: agency.premises,
            }]),
            (Self::Registered { .. }, AgencyCommand::Register(_)) => Err(AgencyError::AlreadyRegistered),
        }
    }

    pub(super) fn fold(&mut self, event: AgencyEvent) {
        let AgencyEvent::AgencyRegistered { account_id, name, .. } = event;
        *self = Self::Registered { account_id, name };
    }
}

aggregate!(Agency, AgencyCommand, AgencyEvent, AgencyError);
