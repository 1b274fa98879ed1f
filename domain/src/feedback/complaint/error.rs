use crate::kernel::Refusal;

/// Why a complaint was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComplaintError {
    /// It was lodged.
    #[error("this complaint was lodged already")]
    AlreadyLodged,
    /// Policy offers no such category.
    #[error("policy knows no such category")]
    UnknownCategory,
    /// It cannot have happened later than now.
    #[error("the ride cannot lie in the future")]
    OccurredInTheFuture,
}

impl Refusal for ComplaintError {
    fn code(&self) -> &'static str {
        match self {
            Self::AlreadyLodged => "complaint-already-lodged",
            Self::UnknownCategory => "unknown-category",
            Self::OccurredInTheFuture => "occurred-in-the-future",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        match self {
            Self::AlreadyLodged => None,
            Self::UnknownCategory => Some("/category"),
            Self::OccurredInTheFuture => Some("/occurred_at"),
        }
    }
}
