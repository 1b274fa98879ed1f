//! The public register.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};

use super::{Choice, FieldErrors, LicenceStatus, Page, PlateParts, SourceStatus, TimelineEntry};

/// What the register is searched for; sent by GET under these names.
#[derive(Clone, Debug, Default)]
pub struct RegisterFilters {
    /// Words: a number, plate, make or agency, as typed.
    pub search: String,
    /// The code of a status, or empty: see [`LicenceStatus::code`].
    pub status: String,
    /// The code of a permit kind, or empty.
    pub kind: String,
}

/// A licence in the list.
#[derive(Clone, Debug, Default)]
pub struct RegisterRow {
    /// The licence's id.
    pub id: String,
    /// The licence's number.
    pub number: String,
    /// The vehicle's plate, where it is known.
    pub plate: Option<PlateParts>,
    /// Make, model and year in one line.
    pub vehicle: String,
    /// The permit kind in words.
    pub kind: String,
    /// What the licence is worth today.
    pub status: LicenceStatus,
    /// The company or agency, where there is one.
    pub holder: Option<String>,
}

/// The list with its search box.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "register/list.html")]
pub struct Register {
    /// The frame.
    pub page: Page,
    /// What was refused (fields `search`, `status`, `kind`).
    pub errors: FieldErrors,
    /// What is searched for.
    pub filters: RegisterFilters,
    /// The permit kinds to choose from.
    pub kinds: Vec<Choice>,
    /// This page of the result.
    pub rows: Vec<RegisterRow>,
    /// How many licences fit, where that was counted.
    pub total: Option<i64>,
    /// The query of the first page, without the question mark, where this is
    /// not the first.
    pub first: Option<String>,
    /// The query of the next page, without the question mark.
    pub next: Option<String>,
}

impl Register {
    fn statuses(&self) -> &'static [LicenceStatus] {
        &LicenceStatus::ALL
    }

    fn filtered(&self) -> bool {
        !(self.filters.status.is_empty() && self.filters.kind.is_empty())
    }
}

/// A fact in words: a make, a colour, a fuel.
#[derive(Clone, Debug, Default)]
pub struct Fact {
    /// The key of its name, such as `fact-make`.
    pub key: &'static str,
    /// Its value in words already translated.
    pub value: String,
    /// Whether the value is a reference that stays left to right.
    pub reference: bool,
}

impl Fact {
    /// A fact in words.
    pub fn words(key: &'static str, value: impl Into<String>) -> Self {
        Self {
            key,
            value: value.into(),
            reference: false,
        }
    }

    /// A fact that is a reference: a number, a VIN.
    pub fn reference(key: &'static str, value: impl Into<String>) -> Self {
        Self {
            key,
            value: value.into(),
            reference: true,
        }
    }
}

/// The published answers of passengers.
#[derive(Clone, Debug)]
pub struct RatingSummary {
    /// The mean, in tenths of a star: 45 for 4.5.
    pub tenths: i64,
    /// Of how many ratings; at least ten.
    pub count: i64,
}

impl RatingSummary {
    pub(crate) fn mean(&self, locale: &i18n::Locale) -> String {
        let mark = match locale {
            i18n::Locale::Fa => '٫',
            i18n::Locale::En => '.',
        };
        let mean = format!("{}{mark}{}", self.tenths / 10, self.tenths % 10);
        i18n::digits(*locale, &mean)
    }
}

/// A licence as everyone may see it.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "register/licence.html")]
pub struct RegisterLicence {
    /// The frame.
    pub page: Page,
    /// The licence's number.
    pub number: String,
    /// The permit kind in words.
    pub kind: String,
    /// What the licence is worth today.
    pub status: LicenceStatus,
    /// When that was read.
    pub checked_at: DateTime<Utc>,
    /// The status word of the register that the record came from.
    pub source: Option<SourceStatus>,
    /// The vehicle's plate, where it is known.
    pub plate: Option<PlateParts>,
    /// The facts of licence, vehicle and holder.
    pub facts: Vec<Fact>,
    /// The first valid day.
    pub starts_on: Option<NaiveDate>,
    /// The last valid day; none where the source gives none.
    pub expires_on: Option<NaiveDate>,
    /// What is odd about the record, in words already translated.
    pub warnings: Vec<String>,
    /// What happened to the licence, newest first.
    pub timeline: Vec<TimelineEntry>,
    /// What passengers say, once there are ten of them.
    pub rating: Option<RatingSummary>,
}
