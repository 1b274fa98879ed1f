//! What came of the last action, carried by one word of the address: only known words are shown, so
//! that no link puts others into our mouth.

use crate::views::{Flash, Tone};
use i18n::Locale;
use serde::Deserialize;

/// Words that an address may carry, each the key of a text.
const KNOWN: &[&str] = &[
    "vehicle-registered",
    "vehicle-code-reissued",
    "drivers-assigned",
    "drivers-ended",
    "licence-recorded",
    "licence-suspended-done",
    "licence-lifted-done",
    "licence-revoked-done",
    "case-document-accepted",
    "case-document-rejected",
    "case-asked-done",
    "case-granted-done",
    "case-refused-done",
    "complaint-answered-done",
    "counter-mobile-changed",
    "complaint-driver-asked-done",
    "complaint-resolved-done",
    "put-answered",
    "shift-started",
    "shift-ended",
    "shift-consent-kept",
    "polls-opened",
    "polls-closed",
    "polls-answered",
    "account-email-added",
    "agency-offered",
    "inspection-scheduled-done",
    "inspection-recorded-done",
    "agency-removed",
    "places-accepted",
    "places-left",
    "apply-sent",
    "apply-withdrawn",
    "rewards-redeemed",
    "gifts-handed-over-done",
    "sign-in-done",
    "sign-out-done",
];

/// The query of a page that an action may lead to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Done {
    done: String,
}

impl Done {
    /// The banner, where the word is known.
    pub fn flash(&self, locale: Locale) -> Option<Flash> {
        let key = KNOWN.iter().find(|key| **key == self.done)?;
        Some(Flash { tone: Tone::Good, text: i18n::text(locale, key) })
    }
}
