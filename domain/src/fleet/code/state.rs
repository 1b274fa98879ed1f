use super::{FleetCodeCommand, FleetCodeError, FleetCodeEvent};
use crate::kernel::event::aggregate;
use crate::policy::offers;
use serde::{Deserialize, Serialize};

/// A fleet code's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FleetCode {
    /// The vehicle has none yet.
    #[default]
    Absent,
    /// It hangs in the car.
    Active {
        /// The generation that is good.
        generation: u32,
    },
}

impl FleetCode {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`FleetCodeError`].
    pub fn decide(&self, command: FleetCodeCommand) -> Result<Vec<FleetCodeEvent>, FleetCodeError> {
        match (self, command) {
            (Self::Absent, FleetCodeCommand::Issue { vehicle_id, purpose, token_sha256, key_version }) => {
                Ok(vec![FleetCodeEvent::FleetCodeIssued { vehicle_id, purpose, generation: 1, token_sha256, key_version }])
            }
            (Self::Active { .. }, FleetCodeCommand::Issue { .. }) => Err(FleetCodeError::AlreadyIssued),
            (Self::Absent, FleetCodeCommand::Reissue { .. }) => Err(FleetCodeError::Absent),
            (
                Self::Active { generation: current },
                FleetCodeCommand::Reissue { reason, reasons, generation, token_sha256, key_version, policy_version },
            ) => {
                if generation != current + 1 {
                    return Err(FleetCodeError::NotTheNextGeneration);
                }
                if !offers(&reasons, &reason) {
                    return Err(FleetCodeError::UnknownReason);
                }
                Ok(vec![FleetCodeEvent::FleetCodeReissued { generation, reason, token_sha256, key_version, policy_version }])
            }
        }
    }

    pub(super) fn fold(&mut self, event: FleetCodeEvent) {
        *self = match event {
            FleetCodeEvent::FleetCodeIssued { generation, .. } | FleetCodeEvent::FleetCodeReissued { generation, .. } => {
                Self::Active { generation }
            }
        };
    }
}

aggregate!(FleetCode, FleetCodeCommand, FleetCodeEvent, FleetCodeError);
