use crate::kernel::Refusal;

/// Why an affiliation's command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AffiliationError {
    /// There is no such affiliation.
    #[error("there is no such affiliation")]
    Absent,
    /// It was offered before.
    #[error("this place was offered already")]
    AlreadyOffered,
    /// They joined before.
    #[error("they have joined already")]
    AlreadyJoined,
    /// They have not joined yet.
    #[error("they have not joined")]
    NotJoined,
    /// It is over.
    #[error("this affiliation has ended")]
    Ended,
}

impl Refusal for AffiliationError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "affiliation-absent",
            Self::AlreadyOffered => "affiliation-already-offered",
            Self::AlreadyJoined => "affiliation-already-joined",
            Self::NotJoined => "affiliation-not-joined",
            Self::Ended => "affiliation-ended",
        }
    }
}
