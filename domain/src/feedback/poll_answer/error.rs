use crate::kernel::Refusal;

/// Why an answer was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PollAnswerError {
    /// It was given.
    #[error("this answer was given already")]
    AlreadyAnswered,
    /// Nobody asks, or not today.
    #[error("this question is not asked today")]
    NotAsked,
    /// The question has no such choice.
    #[error("the question has no such choice")]
    UnknownChoice,
}

impl Refusal for PollAnswerError {
    fn code(&self) -> &'static str {
        match self {
            Self::AlreadyAnswered => "poll-already-answered",
            Self::NotAsked => "poll-not-asked",
            Self::UnknownChoice => "unknown-poll-choice",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        (*self == Self::UnknownChoice).then_some("/choice")
    }
}
