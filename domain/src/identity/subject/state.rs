use super::{RequestErasure, SubjectCommand, SubjectError, SubjectEvent};
use crate::kernel::event::aggregate;
use serde::{Deserialize, Serialize};

/// Whether a subject's data is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// As long as it is needed.
    #[default]
    Kept,
    /// Until a hold is over.
    Held,
    /// It is being erased.
    ErasureRequested,
    /// It is gone.
    Erased,
}

impl Subject {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`SubjectError`].
    pub fn decide(&self, command: SubjectCommand) -> Result<Vec<SubjectEvent>, SubjectError> {
        match (self, command) {
            (Self::Erased, _) => Err(SubjectError::Erased),
            (Self::ErasureRequested, SubjectCommand::NoteErased) => Ok(vec![SubjectEvent::SubjectErased {}]),
            (Self::ErasureRequested, _) => Err(SubjectError::ErasureUnderWay),
            (_, SubjectCommand::NoteErased) => Err(SubjectError::NotRequested),
            (Self::Held, SubjectCommand::RequestErasure(_)) => Err(SubjectError::Held),
            (Self::Kept, SubjectCommand::RequestErasure(request)) => request_erasure(request),
            (Self::Held, SubjectCommand::Hold { .. }) => Err(SubjectError::AlreadyHeld),
            (Self::Kept, SubjectCommand::Hold { legal_basis, reason }) => Ok(vec![SubjectEvent::SubjectHeld { legal_basis, reason }]),
            (Self::Held, SubjectCommand::Release { reason }) => Ok(vec![SubjectEvent::SubjectReleased { reason }]),
            (Self::Kept, SubjectCommand::Release { .. }) => Err(SubjectError::NotHeld),
        }
    }

    pub(super) fn fold(&mut self, event: SubjectEvent) {
        *self = match event {
            SubjectEvent::SubjectErasureRequested { .. } => Self::ErasureRequested,
            SubjectEvent::SubjectErased {} => Self::Erased,
            SubjectEvent::SubjectHeld { .. } => Self::Held,
            SubjectEvent::SubjectReleased { .. } => Self::Kept,
        };
    }
}

fn request_erasure(request: RequestErasure) -> Result<Vec<SubjectEvent>, SubjectError> {
    let RequestErasure { legal_basis, reason, reasons, needed_for, kept_until, today, policy_version } = request;
    if !reasons.iter().any(|offered| offered.code == reason) {
        return Err(SubjectError::UnknownReason);
    }
    if let Some(need) = needed_for {
        return Err(SubjectError::Needed(need));
    }
    match kept_until.filter(|last| today <= *last) {
        Some(last) => Err(SubjectError::Kept(last)),
        None => Ok(vec![SubjectEvent::SubjectErasureRequested { legal_basis, reason, policy_version }]),
    }
}

aggregate!(Subject, SubjectCommand, SubjectEvent, SubjectError);
