use crate::feedback::poll::Poll;
use chrono::NaiveDate;
use uuid::Uuid;

/// What can be asked of an answer.
#[derive(Debug, Clone)]
pub enum PollAnswerCommand {
    /// A passenger answers.
    Answer(AnswerPoll),
}

/// An answer as it is given.
#[derive(Debug, Clone)]
pub struct AnswerPoll {
    /// The question.
    pub poll_id: Uuid,
    /// How it stands.
    pub poll: Poll,
    /// The choice's code.
    pub choice: String,
    /// The civil day.
    pub today: NaiveDate,
}
