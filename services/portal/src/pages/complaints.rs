//! Complaints in words: for officers, drivers and passengers alike.

use crate::views::complaints::Resolution;
use crate::views::{Badge, BadgeTone};
use domain::feedback::complaint::Outcome;
use domain::policy::Policy;
use i18n::Locale;
use projections::complaints::ComplaintState;

/// Where a complaint stands.
pub(super) fn badge(locale: Locale, state: ComplaintState) -> Badge {
    let (tone, icon) = match state {
        ComplaintState::Lodged => (BadgeTone::Busy, "clock"),
        ComplaintState::DriverAsked => (BadgeTone::Watch, "clock"),
        ComplaintState::DriverHeard => (BadgeTone::Busy, "document"),
        ComplaintState::Resolved => (BadgeTone::Good, "tick"),
    };
    Badge::new(tone, icon, state_name(locale, state))
}

/// The state in words.
pub(super) fn state_name(locale: Locale, state: ComplaintState) -> String {
    i18n::text(locale, &format!("complaint-state-{}", state.code().replace('_', "-")))
}

/// An outcome in words.
pub(super) fn outcome(locale: Locale, outcome: Outcome) -> String {
    i18n::text(locale, &format!("complaint-outcome-{}", outcome.code().replace('_', "-")))
}

/// A reason in words; its code where policy offers it no longer.
pub(super) fn reason(policy: &Policy, locale: Locale, code: &str) -> String {
    let found = policy.feedback.resolution_reasons.iter().find(|reason| reason.code == code);
    found.map_or_else(
        || code.to_owned(),
        |reason| match locale {
            Locale::Fa => reason.fa.clone(),
            Locale::En => reason.en.clone(),
        },
    )
}

/// How it ended; none where it did not.
pub(super) fn resolution(policy: &Policy, locale: Locale, ended: Option<Outcome>, why: Option<&str>, note: Option<&str>) -> Option<Resolution> {
    ended.map(|ended| Resolution {
        outcome: outcome(locale, ended),
        reason: why.map(|code| reason(policy, locale, code)).unwrap_or_default(),
        note: note.map(str::to_owned),
    })
}
