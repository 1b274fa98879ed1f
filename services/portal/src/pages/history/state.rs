//! What a licence's row says, in words.

use crate::pages::map;
use crate::views::history::Change;
use crate::views::register::Fact;
use application::Failure;
use chrono::NaiveDate;
use domain::licensing::licence::Standing;
use domain::policy::Policy;
use i18n::Locale;
use projections::register::LicenceRow;
use serde_json::Value;

/// The fields that are shown, in this order, with the keys of their names.
const SHOWN: [(&str, &str); 10] = [
    ("standing", "fact-status"),
    ("ground", "fact-ground"),
    ("number", "fact-number"),
    ("permit_kind", "fact-kind"),
    ("starts_on", "fact-starts-on"),
    ("expires_on", "fact-expires-on"),
    ("suspended_from", "fact-suspended-from"),
    ("suspended_until", "fact-suspended-until"),
    ("source_status", "fact-source-word"),
    ("note", "licence-note"),
];

/// Puts a row's values into words.
pub(super) struct Words<'a> {
    pub policy: &'a Policy,
    pub locale: Locale,
}

impl Words<'_> {
    /// What a licence's row says, its standing aside, which a badge tells.
    pub fn facts(&self, row: &Value) -> Vec<Fact> {
        let told = SHOWN.iter().filter(|(field, _)| *field != "standing");
        told.filter_map(|(field, key)| {
            let value = self.value(field, &row[field])?;
            Some(if matches!(*field, "number" | "source_status") { Fact::reference(key, value) } else { Fact::words(key, value) })
        })
        .collect()
    }

    /// What differs between two rows; a row that was not there is null.
    pub fn changes(&self, before: &Value, after: &Value) -> Vec<Change> {
        let changed = auditor::changes(before, after);
        let told = SHOWN.iter().filter_map(|(field, key)| Some((field, key, changed.iter().find(|change| change.field == *field)?)));
        told.map(|(field, key, change)| Change {
            property: i18n::text(self.locale, key),
            before: self.value(field, &change.before),
            after: self.value(field, &change.after),
        })
        .collect()
    }

    fn value(&self, field: &str, value: &Value) -> Option<String> {
        let text = value.as_str()?;
        Some(match field {
            "standing" => Standing::ALL
                .iter()
                .find(|standing| standing.code() == text)
                .map_or_else(|| text.to_owned(), |standing| i18n::text(self.locale, map::status(*standing).key())),
            "ground" => map::ground(self.policy, self.locale, text),
            "permit_kind" => map::kind(self.policy, self.locale, text),
            "starts_on" | "expires_on" | "suspended_from" | "suspended_until" => {
                text.parse::<NaiveDate>().map_or_else(|_| text.to_owned(), |day| i18n::date(self.locale, day))
            }
            _ => text.to_owned(),
        })
    }
}

/// A licence's row with its note opened; null where it was not there.
///
/// # Errors
/// Where it cannot be written as JSON, which every row can.
pub(super) fn opened(row: Option<&LicenceRow>, note: Option<String>) -> Result<Value, Failure> {
    let mut value = serde_json::to_value(row).map_err(|error| Failure::Internal(error.to_string()))?;
    if let Some(fields) = value.as_object_mut() {
        fields.insert("note".to_owned(), note.into());
    }
    Ok(value)
}
