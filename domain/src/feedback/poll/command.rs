use super::{InTwoLanguages, PollChoice};
use chrono::NaiveDate;

/// What can be asked of a poll.
#[derive(Debug, Clone)]
pub enum PollCommand {
    /// The city asks.
    Open(OpenPoll),
    /// The city asks no longer, before the last day.
    Close {
        /// The civil day.
        today: NaiveDate,
    },
}

/// A question as it is opened.
#[derive(Debug, Clone)]
pub struct OpenPoll {
    /// The question.
    pub question: InTwoLanguages,
    /// What can be answered, in this order.
    pub choices: Vec<PollChoice>,
    /// The first day.
    pub opens_on: NaiveDate,
    /// The last day.
    pub closes_on: NaiveDate,
    /// The civil day.
    pub today: NaiveDate,
}
