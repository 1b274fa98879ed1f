use crate::kernel::event::event_types;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happened to an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum PollAnswerEvent {
    /// A passenger answered. Which car it was in is nobody's business.
    PollAnswered {
        /// The question.
        poll_id: Uuid,
        /// The choice's code.
        choice: String,
        /// The civil day.
        on: NaiveDate,
    },
}

event_types! { PollAnswerEvent of "poll_answer" {
    PollAnswered: "1",
}}
