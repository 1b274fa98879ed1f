//! Questions to passengers.

use askama::Template;
use chrono::NaiveDate;

use super::chart::{Bars, Columns};
use super::{Badge, Choice, DateFields, FieldErrors, Page};

/// What came of a poll.
#[derive(Clone, Debug, Default)]
pub struct PollOutcome {
    /// How many answered.
    pub answers: i64,
    /// What they chose.
    pub bars: Bars,
    /// How many answered on each day.
    pub columns: Columns,
    /// What the choices are called, in the order of the table's columns.
    pub choices: Vec<String>,
    /// A row for each day.
    pub days: Vec<(NaiveDate, Vec<i64>)>,
}

/// A poll as everyone sees it.
#[derive(Clone, Debug, Default)]
pub struct PollCard {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: String,
    /// Where it stands.
    pub state: Badge,
    /// The first day.
    pub opens_on: NaiveDate,
    /// The last day on which it was, is or was to be asked.
    pub closes_on: NaiveDate,
    /// Whether it was closed before its first day.
    pub never_asked: bool,
    /// What came of it, once enough answered.
    pub outcome: Option<PollOutcome>,
    /// The key of the form that closes it; none where the reader may not, or it is over. POST
    /// `/desk/polls/{id}/closing`: `csrf`, `key`.
    pub close: Option<String>,
}

/// Polls for everyone.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "polls/list.html")]
pub struct Polls {
    /// The frame.
    pub page: Page,
    /// From how many answers on results are shown.
    pub published_from: i64,
    /// The latest first.
    pub polls: Vec<PollCard>,
}

/// A line of the form for choices.
#[derive(Clone, Debug, Default)]
pub struct ChoiceFields {
    /// The names of its two fields.
    pub fa_field: String,
    /// ... and of the English one.
    pub en_field: String,
    /// As typed.
    pub fa: String,
    /// ... and in English.
    pub en: String,
}

/// Polls for who asks in the city's name. POST `/desk/polls`: `csrf`, `key`, `question_fa`,
/// `question_en`, `choice_1_fa` to `choice_6_en`, `opens_on_day` and so on, `closes_on_day` and so on.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "polls/desk.html")]
pub struct PollDesk {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The question as typed.
    pub question_fa: String,
    /// ... and in English.
    pub question_en: String,
    /// The choices as typed.
    pub choices: Vec<ChoiceFields>,
    /// The first day as typed.
    pub opens_on: DateFields,
    /// The last day as typed.
    pub closes_on: DateFields,
    /// From how many answers on results are shown.
    pub published_from: i64,
    /// The latest first.
    pub polls: Vec<PollCard>,
}

/// Asks a passenger. POST `/V/{code}/poll-answers`: `csrf`, `key`, `poll_id`, `choice`.
#[derive(Clone, Debug, Default)]
pub struct PollQuestion {
    /// The form's token.
    pub key: String,
    /// The poll.
    pub id: String,
    /// The question.
    pub question: String,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The code of what was chosen, or empty.
    pub choice: String,
}

impl PollDesk {
    /// The number of a line, as texts take it.
    fn nth(&self, index: &usize) -> i64 {
        i64::try_from(*index).unwrap_or(i64::MAX)
    }
}
