use crate::kernel::Refusal;

/// Why an assignment's command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssignmentError {
    /// There is no such assignment.
    #[error("there is no such assignment")]
    Absent,
    /// It exists.
    #[error("this assignment exists already")]
    AlreadyAssigned,
    /// It ended.
    #[error("this assignment has ended")]
    Ended,
    /// It is the shift that the driver drives already.
    #[error("this driver drives in that shift already")]
    SameShift,
    /// Policy offers no such shift.
    #[error("policy knows no such shift")]
    UnknownShift,
}

impl Refusal for AssignmentError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "assignment-absent",
            Self::AlreadyAssigned => "already-assigned",
            Self::Ended => "assignment-ended",
            Self::SameShift => "same-shift",
            Self::UnknownShift => "unknown-shift",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        (*self == Self::UnknownShift).then_some("/shift")
    }
}
