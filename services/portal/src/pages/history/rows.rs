//! Events as lists show them.

use super::names::Names;
use crate::pages::{map, notices};
use crate::views::history::EventRow;
use domain::policy::{Policy, offers};
use event_store::Recorded;
use i18n::Locale;
use serde_json::Value;

/// An event in a list.
pub(super) fn row(event: &Recorded, names: &Names, policy: &Policy, locale: Locale) -> EventRow {
    EventRow {
        position: event.position,
        event_type: event.event_type.clone(),
        at: event.recorded_at,
        actor: names.call(&event.actor_id),
        aggregate_type: event.aggregate_type.clone(),
        aggregate_id: event.aggregate_id.clone(),
        summary: summary(&fields(event), policy, locale),
    }
}

/// The payload's fields, without the event's name around them.
pub(in crate::pages) fn fields(event: &Recorded) -> Value {
    let payload: Value = serde_json::from_str(&event.payload).unwrap_or_default();
    payload.as_object().and_then(|whole| whole.values().next()).cloned().unwrap_or_default()
}

/// The one fact of an event that tells most, where it has one that is for everybody's eyes.
fn summary(fields: &Value, policy: &Policy, locale: Locale) -> Option<String> {
    let text = |name: &str| fields[name].as_str();
    let ground = |code: &str| match offers(&policy.licensing.code_reissue_reasons, code) {
        true => map::choice(&policy.licensing.code_reissue_reasons, locale, code),
        false => map::ground(policy, locale, code),
    };
    let named = |family: &str, code: &str| i18n::find_text(locale, &format!("{family}-{code}")).unwrap_or_else(|| code.to_owned());
    None.or_else(|| notices::told(locale, fields))
        .or_else(|| text("ground").or_else(|| text("reason")).map(ground))
        .or_else(|| text("category").map(|code| map::choice(&policy.feedback.complaint_categories, locale, code)))
        .or_else(|| text("number").map(str::to_owned))
        .or_else(|| text("role").map(|code| named("role", code)))
        .or_else(|| text("subject_type").map(|code| named("aggregate", code)))
        .or_else(|| fields["filter"]["type"].as_str().map(|code| named("event", code)))
}

#[cfg(test)]
mod tests {
    use super::summary;
    use application::policy::PolicyBook;
    use i18n::Locale::En;
    use serde_json::json;

    #[test]
    fn an_event_is_told_by_its_ground_its_number_or_what_was_looked_at() {
        let book = PolicyBook::embedded();
        let policy = book.at(chrono::DateTime::UNIX_EPOCH + chrono::TimeDelta::days(20_800));
        let told = |fields| summary(&fields, policy, En);
        let ground = &policy.licensing.suspension_grounds[0];
        assert_eq!(told(json!({"ground": ground.code, "number": "1"})), Some(ground.en.clone()));
        assert_eq!(told(json!({"number": "T-1405-000001"})), Some("T-1405-000001".to_owned()));
        assert_eq!(told(json!({"subject_type": "licence"})), Some("Licence".to_owned()));
        assert_eq!(told(json!({"filter": {"type": "RideRated"}})), Some("Ride rated".to_owned()));
        assert_eq!(told(json!({"vehicle_id": "x"})), None);
    }
}
