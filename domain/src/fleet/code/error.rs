use crate::kernel::Refusal;

/// Why a fleet code's command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FleetCodeError {
    /// The vehicle has no code yet.
    #[error("this vehicle has no code yet")]
    Absent,
    /// The vehicle has its code.
    #[error("this vehicle has its code already")]
    AlreadyIssued,
    /// Somebody made the next generation first.
    #[error("the code has changed meanwhile; look at it again")]
    NotTheNextGeneration,
    /// Policy offers no such reason.
    #[error("policy knows no such reason")]
    UnknownReason,
}

impl Refusal for FleetCodeError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "code-absent",
            Self::AlreadyIssued => "code-already-issued",
            Self::NotTheNextGeneration => "code-changed-meanwhile",
            Self::UnknownReason => "unknown-reason",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        matches!(self, Self::UnknownReason).then_some("/reason")
    }
}
