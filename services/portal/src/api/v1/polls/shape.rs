//! How polls look to programs.

use application::polls::{PollResults, Tally};
use chrono::NaiveDate;
use domain::feedback::poll::InTwoLanguages;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A text in both languages.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Bilingual {
    pub(super) fa: String,
    pub(super) en: String,
}

impl From<&InTwoLanguages> for Bilingual {
    fn from(text: &InTwoLanguages) -> Self {
        Self { fa: text.fa.clone(), en: text.en.clone() }
    }
}

/// Something that can be answered.
#[derive(Debug, Serialize, ToSchema)]
pub struct PollChoice {
    code: String,
    text: Bilingual,
}

/// The answers of a day, by the choice's code.
#[derive(Debug, Serialize, ToSchema)]
pub struct PollDay {
    day: NaiveDate,
    day_jalali: String,
    #[schema(value_type = std::collections::BTreeMap<String, i64>)]
    answers: Tally,
}

/// A poll with what may be published of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Poll {
    poll_id: Uuid,
    question: Bilingual,
    choices: Vec<PollChoice>,
    opens_on: NaiveDate,
    opens_on_jalali: String,
    /// The last day.
    closes_on: NaiveDate,
    closes_on_jalali: String,
    /// The day from which on nobody was asked, where it was closed early; before `opens_on` where it was
    /// never asked.
    closed_on: Option<NaiveDate>,
    /// Whether passengers are asked today.
    asked: bool,
    /// How many answered; none before there are enough of them.
    answers: Option<i64>,
    /// What they chose, by the choice's code; empty before there are enough.
    #[schema(value_type = std::collections::BTreeMap<String, i64>)]
    total: Tally,
    /// The same by day.
    days: Vec<PollDay>,
}

impl From<PollResults> for Poll {
    fn from(results: PollResults) -> Self {
        let PollResults { row, asked, answers, total, days, .. } = results;
        Self {
            poll_id: row.poll_id,
            question: Bilingual { fa: row.question_fa, en: row.question_en },
            choices: row.choices.iter().map(|choice| PollChoice { code: choice.code.clone(), text: (&choice.text).into() }).collect(),
            opens_on_jalali: i18n::jalali_iso(row.opens_on),
            opens_on: row.opens_on,
            closes_on_jalali: i18n::jalali_iso(row.closes_on),
            closes_on: row.closes_on,
            closed_on: row.closed_on,
            asked,
            answers,
            total,
            days: days.into_iter().map(|(day, answers)| PollDay { day_jalali: i18n::jalali_iso(day), day, answers }).collect(),
        }
    }
}
