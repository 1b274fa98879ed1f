//! Where an application stands, as pages show it.

use crate::views::{Badge, BadgeTone};
use chrono::NaiveDate;
use i18n::Locale;
use projections::applications::{ApplicationRow, Stage};

/// A day so near that it needs watching, in days.
const NEAR: i64 = 2;

/// The stage as a badge.
pub(super) fn badge(locale: Locale, stage: Stage) -> Badge {
    let (tone, icon) = match stage {
        Stage::Draft => (BadgeTone::Off, "document"),
        Stage::UnderReview => (BadgeTone::Busy, "clock"),
        Stage::InformationRequested => (BadgeTone::Watch, "info"),
        Stage::Agreed => (BadgeTone::Busy, "clock"),
        Stage::PaymentDue => (BadgeTone::Watch, "card"),
        Stage::Granted => (BadgeTone::Good, "tick"),
        Stage::Refused => (BadgeTone::Bad, "no"),
        Stage::Withdrawn | Stage::NotTakenUp => (BadgeTone::Off, "no"),
    };
    Badge::new(tone, icon, i18n::text(locale, &format!("case-stage-{}", stage.code().replace('_', "-"))))
}

/// The day by which whoever's turn it is must be done.
pub(super) fn due(row: &ApplicationRow) -> Option<NaiveDate> {
    match row.stage {
        Stage::UnderReview => row.review_by,
        Stage::InformationRequested => row.answer_by,
        Stage::PaymentDue => row.due_on,
        Stage::Draft | Stage::Agreed | Stage::Granted | Stage::Refused | Stage::Withdrawn | Stage::NotTakenUp => None,
    }
}

/// How far a day is away.
pub(super) fn left(locale: Locale, day: NaiveDate, today: NaiveDate) -> Badge {
    let days = (day - today).num_days();
    let words = |key: &str, days: i64| i18n::text_with(locale, key, &[("n", days.into())]);
    match days {
        ..0 => Badge::new(BadgeTone::Bad, "alert", words("days-past", -days)),
        0..=NEAR => Badge::new(BadgeTone::Watch, "clock", words("days-left", days)),
        _ => Badge::new(BadgeTone::Good, "tick", words("days-left", days)),
    }
}
