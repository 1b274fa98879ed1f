use super::{ShiftCommand, ShiftError, ShiftEvent};
use crate::kernel::event::aggregate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A shift's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shift {
    /// Not begun yet.
    #[default]
    Absent,
    /// Somebody is at work.
    Working(Work),
    /// It is over.
    Ended,
}

/// Who is at work, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// The driver.
    pub person_id: Uuid,
    /// The car.
    pub vehicle_id: Uuid,
    /// Whether the car's place may be known.
    pub consent: bool,
}

impl Shift {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`ShiftError`].
    pub fn decide(&self, command: ShiftCommand) -> Result<Vec<ShiftEvent>, ShiftError> {
        match (self, command) {
            (Self::Absent, ShiftCommand::Start(start)) => {
                let consent = start.consent.then_some(ShiftEvent::LocationConsentGiven { policy_version: start.policy_version });
                let started = ShiftEvent::ShiftStarted {
                    assignment_id: start.assignment_id,
                    vehicle_id: start.vehicle_id,
                    person_id: start.person_id,
                };
                Ok(std::iter::once(started).chain(consent).collect())
            }
            (Self::Working(_) | Self::Ended, ShiftCommand::Start(_)) => Err(ShiftError::AlreadyStarted),
            (Self::Absent, _) => Err(ShiftError::Absent),
            (Self::Ended, _) => Err(ShiftError::Ended),
            (Self::Working(_), ShiftCommand::End) => Ok(vec![ShiftEvent::ShiftEnded {}]),
            (Self::Working(work), ShiftCommand::GiveConsent { .. }) if work.consent => Err(ShiftError::ConsentAlreadyGiven),
            (Self::Working(_), ShiftCommand::GiveConsent { policy_version }) => Ok(vec![ShiftEvent::LocationConsentGiven { policy_version }]),
            (Self::Working(work), ShiftCommand::WithdrawConsent) if !work.consent => Err(ShiftError::NoConsent),
            (Self::Working(_), ShiftCommand::WithdrawConsent) => Ok(vec![ShiftEvent::LocationConsentWithdrawn {}]),
        }
    }

    pub(super) fn fold(&mut self, event: ShiftEvent) {
        match event {
            ShiftEvent::ShiftStarted { vehicle_id, person_id, .. } => *self = Self::Working(Work { person_id, vehicle_id, consent: false }),
            ShiftEvent::LocationConsentGiven { .. } => self.consents(true),
            ShiftEvent::LocationConsentWithdrawn {} => self.consents(false),
            ShiftEvent::ShiftEnded {} => *self = Self::Ended,
        }
    }

    fn consents(&mut self, consent: bool) {
        if let Self::Working(work) = self {
            work.consent = consent;
        }
    }
}

aggregate!(Shift, ShiftCommand, ShiftEvent, ShiftError);
