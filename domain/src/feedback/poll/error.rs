use crate::kernel::Refusal;

/// Why a poll's command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PollError {
    /// There is no such poll.
    #[error("there is no such poll")]
    Absent,
    /// It was opened.
    #[error("this poll was opened already")]
    AlreadyOpened,
    /// Too few choices, or too many.
    #[error("a poll offers two to six choices")]
    ChoicesOutOfRange,
    /// Two choices read the same.
    #[error("two choices are alike")]
    ChoicesAlike,
    /// It cannot begin before today.
    #[error("a poll begins today or later")]
    OpensInThePast,
    /// It cannot end before it begins.
    #[error("a poll ends after it begins")]
    ClosesBeforeItOpens,
    /// It ended.
    #[error("this poll has ended")]
    Ended,
}

impl Refusal for PollError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "poll-absent",
            Self::AlreadyOpened => "poll-already-opened",
            Self::ChoicesOutOfRange => "poll-choices-out-of-range",
            Self::ChoicesAlike => "poll-choices-alike",
            Self::OpensInThePast => "poll-opens-in-the-past",
            Self::ClosesBeforeItOpens => "poll-closes-before-it-opens",
            Self::Ended => "poll-ended",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        match self {
            Self::ChoicesOutOfRange | Self::ChoicesAlike => Some("/choices"),
            Self::OpensInThePast => Some("/opens_on"),
            Self::ClosesBeforeItOpens => Some("/closes_on"),
            Self::Absent | Self::AlreadyOpened | Self::Ended => None,
        }
    }
}
