use super::Need;
use crate::kernel::Refusal;
use chrono::NaiveDate;

/// Why a command about a subject's data was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubjectError {
    /// It is erased for good.
    #[error("the data is erased")]
    Erased,
    /// It is being erased.
    #[error("the erasure is under way")]
    ErasureUnderWay,
    /// Nobody asked for the erasure.
    #[error("nobody asked for the erasure")]
    NotRequested,
    /// A court or an inquiry needs it.
    #[error("the data is held")]
    Held,
    /// It is held already.
    #[error("the data is held already")]
    AlreadyHeld,
    /// It is not held.
    #[error("the data is not held")]
    NotHeld,
    /// It is still needed.
    #[error("the data is still needed: {0:?}")]
    Needed(Need),
    /// The law wants it kept.
    #[error("the data must be kept until {0}")]
    Kept(NaiveDate),
    /// Policy offers no such reason.
    #[error("no such reason")]
    UnknownReason,
}

impl Refusal for SubjectError {
    fn code(&self) -> &'static str {
        match self {
            Self::Erased => "subject-erased",
            Self::ErasureUnderWay => "subject-erasure-under-way",
            Self::NotRequested => "subject-erasure-not-requested",
            Self::Held => "subject-held",
            Self::AlreadyHeld => "subject-already-held",
            Self::NotHeld => "subject-not-held",
            Self::Needed(Need::Role) => "subject-needed-role",
            Self::Needed(Need::Application) => "subject-needed-application",
            Self::Needed(Need::Permit) => "subject-needed-permit",
            Self::Needed(Need::Assignment) => "subject-needed-assignment",
            Self::Kept(_) => "subject-kept",
            Self::UnknownReason => "unknown-reason",
        }
    }

    fn pointer(&self) -> Option<&'static str> {
        matches!(self, Self::UnknownReason).then_some("/reason")
    }
}
