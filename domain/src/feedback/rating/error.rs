use crate::kernel::Refusal;

/// Why a rating was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RatingError {
    /// This ride was rated by this form.
    #[error("this rating was given already")]
    AlreadyRated,
    /// Not one to five.
    #[error("stars are a whole number from 1 to 5")]
    StarsOutOfRange,
    /// Policy offers no such tag.
    #[error("policy knows no such tag")]
    UnknownTag,
}

impl Refusal for RatingError {
    fn code(&self) -> &'static str {
        match self {
            Self::AlreadyRated => "already-rated",
            Self::StarsOutOfRange => "stars-out-of-range",
            Self::UnknownTag => "unknown-tag",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        match self {
            Self::AlreadyRated => None,
            Self::StarsOutOfRange => Some("/stars"),
            Self::UnknownTag => Some("/tags"),
        }
    }
}
