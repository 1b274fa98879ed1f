//! What a licence is worth on a day.

use super::ImportedStanding;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a licence is worth on a day, as everyone sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Its subject may serve.
    Valid,
    /// Not yet: its first day is ahead.
    NotYetValid,
    /// Not for now.
    Suspended,
    /// Its last day is past.
    Expired,
    /// Given back.
    Surrendered,
    /// Taken away.
    Revoked,
    /// Ended otherwise.
    Terminated,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 7] = [
        Self::Valid,
        Self::NotYetValid,
        Self::Suspended,
        Self::Expired,
        Self::Surrendered,
        Self::Revoked,
        Self::Terminated,
    ];

    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::NotYetValid => "not_yet_valid",
            Self::Suspended => "suspended",
            Self::Expired => "expired",
            Self::Surrendered => "surrendered",
            Self::Revoked => "revoked",
            Self::Terminated => "terminated",
        }
    }

    /// The standing of a stable word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.code() == word)
    }
}

impl From<ImportedStanding> for Standing {
    fn from(standing: ImportedStanding) -> Self {
        match standing {
            ImportedStanding::Valid => Self::Valid,
            ImportedStanding::Suspended => Self::Suspended,
            ImportedStanding::Surrendered => Self::Surrendered,
            ImportedStanding::Revoked => Self::Revoked,
            ImportedStanding::Terminated => Self::Terminated,
        }
    }
}

/// A licence's standing as recorded, with the dates that bend it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordedStanding {
    /// What the last event said.
    pub standing: Standing,
    /// The first valid day, where known.
    pub starts_on: Option<NaiveDate>,
    /// The last valid day, where known.
    pub expires_on: Option<NaiveDate>,
    /// The first day of a suspension, where one is recorded with a day.
    pub suspended_from: Option<NaiveDate>,
    /// Its last day, where set.
    pub suspended_until: Option<NaiveDate>,
    /// Whether a renewal that was sent in time keeps it in force beyond its last valid day.
    pub kept_in_force: bool,
}

impl RecordedStanding {
    /// The standing on a civil day. A suspension ahead or past its last day does not count, nor does
    /// one of a licence that has expired; what ended stays ended.
    pub fn on(&self, day: NaiveDate) -> Standing {
        let suspended = self.standing == Standing::Suspended
            && self.suspended_from.is_none_or(|from| from <= day)
            && self.suspended_until.is_none_or(|until| day <= until);
        match self.standing {
            Standing::Valid | Standing::Suspended => {
                if !self.kept_in_force && self.expires_on.is_some_and(|last| last < day) {
                    Standing::Expired
                } else if suspended {
                    Standing::Suspended
                } else if self.starts_on.is_some_and(|first| day < first) {
                    Standing::NotYetValid
                } else {
                    Standing::Valid
                }
            }
            ended => ended,
        }
    }
}
