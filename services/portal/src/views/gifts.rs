//! Gifts at the desk, until they are handed over.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{FieldErrors, Page};

/// A gift that somebody got for points.
#[derive(Clone, Debug, Default)]
pub struct Gift {
    /// The redemption's id.
    pub id: String,
    /// What it is, in words already translated.
    pub name: String,
    /// When points were spent on it.
    pub redeemed_at: DateTime<Utc>,
    /// When it was handed over.
    pub handed_over_at: Option<DateTime<Utc>>,
}

/// Gifts that wait, and those of a code. POST `/desk/gifts`: `csrf`, `code`; POST `/desk/gifts/{id}`:
/// `csrf`, `key`, `code`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "rewards/gifts.html")]
pub struct Gifts {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// The forms' idempotency key.
    pub key: String,
    /// The code as typed.
    pub code: String,
    /// The gifts of the code.
    pub found: Vec<Gift>,
    /// What waits, the oldest first, without codes: those are for the holders to say.
    pub waiting: Vec<Gift>,
}

impl Gifts {
    fn count(&self) -> i64 {
        self.waiting.len().try_into().unwrap_or(i64::MAX)
    }
}
