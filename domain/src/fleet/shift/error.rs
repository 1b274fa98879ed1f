use crate::kernel::Refusal;

/// Why a shift's command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShiftError {
    /// There is no such shift.
    #[error("there is no such shift")]
    Absent,
    /// It began.
    #[error("this shift has begun already")]
    AlreadyStarted,
    /// It is over.
    #[error("this shift is over")]
    Ended,
    /// It was agreed to.
    #[error("consent was given already")]
    ConsentAlreadyGiven,
    /// It was not agreed to.
    #[error("there is no consent")]
    NoConsent,
}

impl Refusal for ShiftError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "shift-absent",
            Self::AlreadyStarted => "shift-already-started",
            Self::Ended => "shift-ended",
            Self::ConsentAlreadyGiven => "location-consent-already-given",
            Self::NoConsent => "no-location-consent",
        }
    }
}
