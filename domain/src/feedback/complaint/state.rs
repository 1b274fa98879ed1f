use super::{ComplaintCommand, ComplaintError, ComplaintEvent};
use crate::kernel::event::aggregate;
use crate::policy::offers;
use serde::{Deserialize, Serialize};

/// A complaint's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Complaint {
    /// Not lodged yet.
    #[default]
    Absent,
    /// Waits for an answer.
    Lodged,
}

impl Complaint {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`ComplaintError`].
    pub fn decide(&self, command: ComplaintCommand) -> Result<Vec<ComplaintEvent>, ComplaintError> {
        let ComplaintCommand::Lodge(lodge) = command;
        if *self == Self::Lodged {
            return Err(ComplaintError::AlreadyLodged);
        }
        if !offers(&lodge.categories, &lodge.category) {
            return Err(ComplaintError::UnknownCategory);
        }
        if lodge.occurred_at.is_some_and(|then| then > lodge.at) {
            return Err(ComplaintError::OccurredInTheFuture);
        }
        Ok(vec![ComplaintEvent::ComplaintLodged {
            ride: lodge.ride,
            category: lodge.category,
            text: lodge.text,
            occurred_at: lodge.occurred_at,
            mobile: lodge.mobile,
            tracking_sha256: lodge.tracking_sha256,
            answer_by: lodge.answer_by,
            policy_version: lodge.policy_version,
        }])
    }

    pub(super) fn fold(&mut self, ComplaintEvent::ComplaintLodged { .. }: ComplaintEvent) {
        *self = Self::Lodged;
    }
}

aggregate!(Complaint, ComplaintCommand, ComplaintEvent, ComplaintError);
