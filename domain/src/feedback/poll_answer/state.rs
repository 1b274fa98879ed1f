use super::{PollAnswerCommand, PollAnswerError, PollAnswerEvent};
use crate::feedback::poll::Poll;
use crate::kernel::event::aggregate;
use serde::{Deserialize, Serialize};

/// An answer's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PollAnswer {
    /// Not given yet.
    #[default]
    Absent,
    /// Given.
    Given,
}

impl PollAnswer {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`PollAnswerError`].
    pub fn decide(&self, command: PollAnswerCommand) -> Result<Vec<PollAnswerEvent>, PollAnswerError> {
        let PollAnswerCommand::Answer(answer) = command;
        if *self == Self::Given {
            return Err(PollAnswerError::AlreadyAnswered);
        }
        let Poll::Open(poll) = answer.poll else { return Err(PollAnswerError::NotAsked) };
        if !(poll.opens_on..=poll.closes_on).contains(&answer.today) {
            return Err(PollAnswerError::NotAsked);
        }
        if !poll.choices.contains(&answer.choice) {
            return Err(PollAnswerError::UnknownChoice);
        }
        Ok(vec![PollAnswerEvent::PollAnswered { poll_id: answer.poll_id, choice: answer.choice, on: answer.today }])
    }

    pub(super) fn fold(&mut self, PollAnswerEvent::PollAnswered { .. }: PollAnswerEvent) {
        *self = Self::Given;
    }
}

aggregate!(PollAnswer, PollAnswerCommand, PollAnswerEvent, PollAnswerError);
