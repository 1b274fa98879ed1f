use super::{AccessCommand, AccessError, AccessEvent};
use crate::kernel::event::aggregate;
use serde::{Deserialize, Serialize};

/// One person's looks on one day. Looking has no precondition, so nothing is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access;

impl Access {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// None.
    pub fn decide(&self, AccessCommand(event): AccessCommand) -> Result<Vec<AccessEvent>, AccessError> {
        Ok(vec![event])
    }

    pub(super) fn fold(&mut self, _: AccessEvent) {}
}

aggregate!(Access, AccessCommand, AccessEvent, AccessError);
