use crate::kernel::event::event_types;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InTwoLanguages {
    /// In Persian.
    pub fa: String,
    /// In English.
    pub en: String,
}

/// Something that can be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PollChoice {
    /// A word that is this choice's alone in its poll.
    pub code: String,
    /// What it says.
    pub text: InTwoLanguages,
}

/// What happened to a poll.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum PollEvent {
    /// The city asks.
    PollOpened {
        /// The question.
        question: InTwoLanguages,
        /// What can be answered, in this order.
        choices: Vec<PollChoice>,
        /// The first day on which it is asked.
        opens_on: NaiveDate,
        /// The last one.
        closes_on: NaiveDate,
    },
    /// The city asks no longer.
    PollClosed {
        /// The day from which on nobody is asked.
        on: NaiveDate,
    },
}

event_types! { PollEvent of "poll" {
    PollOpened: "1",
    PollClosed: "1",
}}
