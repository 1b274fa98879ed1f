use crate::model::{Row, Table};
use chrono::{DateTime, NaiveDate, Utc};
use domain::feedback::poll::PollChoice;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A question to passengers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollRow {
    /// Its id.
    pub poll_id: Uuid,
    /// The question in Persian.
    pub question_fa: String,
    /// ... and in English.
    pub question_en: String,
    /// What can be answered.
    pub choices: Vec<PollChoice>,
    /// The first day.
    pub opens_on: NaiveDate,
    /// The last day.
    pub closes_on: NaiveDate,
    /// The day from which on nobody was asked, where it was closed early.
    pub closed_on: Option<NaiveDate>,
    /// How many answered.
    pub answers: i32,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
}

impl PollRow {
    /// Whether it is asked on a day.
    pub fn is_asked(&self, on: NaiveDate) -> bool {
        self.closed_on.is_none() && (self.opens_on..=self.closes_on).contains(&on)
    }

    /// Whether it was closed before its first day.
    pub fn was_never_asked(&self) -> bool {
        self.closed_on.is_some_and(|on| on < self.opens_on)
    }

    /// Whether it will not be asked any more.
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.closed_on.is_some() || self.closes_on < today
    }
}

impl Row for PollRow {
    const TABLE: Table = Table { name: "polls", key: &["poll_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.poll_id
    }
}

/// How many chose something on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollDayRow {
    /// The question.
    pub poll_id: Uuid,
    /// The civil day.
    pub day: NaiveDate,
    /// The choice's code.
    pub choice: String,
    /// How many.
    pub answers: i32,
}

impl Row for PollDayRow {
    const TABLE: Table = Table { name: "poll_days", key: &["poll_id", "day", "choice"] };
    type Key = (Uuid, NaiveDate, String);
    fn key(&self) -> Self::Key {
        (self.poll_id, self.day, self.choice.clone())
    }
}
