//! Notices in timelines.

use super::register;
use crate::views::TimelineEntry;
use crate::web::caller::Caller;
use domain::identity::account::{Channel, Role};
use domain::policy::Policy;
use i18n::Locale;
use projections::notices::{NoticeRow, NoticeState};
use projections::register::LicenceStateRow;
use serde_json::Value;
use std::cmp::Reverse;

/// Every state that a licence was in and every notice about it, the newest first.
pub(super) fn timeline(states: &[LicenceStateRow], notices: &[NoticeRow], caller: &Caller, policy: &Policy) -> Vec<TimelineEntry> {
    let mut entries = register::timeline(states, caller, policy);
    entries.extend(notices.iter().map(|notice| entry(notice, caller)));
    entries.sort_by_key(|entry| Reverse(entry.at));
    entries
}

/// How a notice stands, as a line of a timeline.
fn entry(row: &NoticeRow, caller: &Caller) -> TimelineEntry {
    let locale = caller.locale;
    let event = match (row.state, row.attempts) {
        (NoticeState::Waiting, 0) => "event-NoticePrepared",
        (NoticeState::Waiting, _) => "event-NoticeDeliveryFailed",
        (NoticeState::Delivered, _) => "event-NoticeDelivered",
        (NoticeState::Undeliverable, _) => "event-NoticeUndeliverable",
    };
    let channel = row.channel.map(|channel| word(locale, "channel", channel_code(channel)));
    let reason = row.reason.as_ref().map(|code| word(locale, "reason", code));
    let told = std::iter::once(name(locale, &row.template)).chain(channel).chain(reason);
    TimelineEntry {
        at: row.closed_at.unwrap_or(row.prepared_at),
        title: i18n::text(locale, event),
        detail: Some(told.collect::<Vec<_>>().join(&i18n::text(locale, "list-comma"))),
        adverse: row.reason.is_some(),
        position: caller.actor.has(&[Role::Auditor]).then_some(row.position),
    }
}

/// What an event of a notice tells, from its payload's fields: which notice, by which way, and why it
/// did not go out. None where it is no notice's event.
pub(super) fn told(locale: Locale, fields: &Value) -> Option<String> {
    let template = match fields["content"].as_object() {
        Some(content) => content.keys().next()?.replace('_', "-"),
        None => fields["about"]["template"].as_str()?.to_owned(),
    };
    let channel = fields["channel"].as_str().map(|code| word(locale, "channel", code));
    let reason = fields["reason"].as_str().map(|code| word(locale, "reason", code));
    let told = std::iter::once(name(locale, &template)).chain(channel).chain(reason);
    Some(told.collect::<Vec<_>>().join(&i18n::text(locale, "list-comma")))
}

fn channel_code(channel: Channel) -> &'static str {
    match channel {
        Channel::Sms => "sms",
        Channel::Email => "email",
    }
}

fn name(locale: Locale, template: &str) -> String {
    i18n::find_text(locale, &format!("notice-{template}-name")).unwrap_or_else(|| template.to_owned())
}

fn word(locale: Locale, family: &str, code: &str) -> String {
    i18n::find_text(locale, &format!("notice-{family}-{code}")).unwrap_or_else(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::told;
    use i18n::Locale::En;
    use serde_json::json;

    #[test]
    fn an_event_of_a_notice_says_which_and_why_not() {
        assert_eq!(told(En, &json!({"content": {"payment_due": {"number": "F-1"}}})), Some("payment due".to_owned()));
        let failed = json!({"about": {"template": "payment-due"}, "channel": "sms", "reason": "busy"});
        assert_eq!(told(En, &failed), Some("payment due, text message, the provider takes nothing for now".to_owned()));
        assert_eq!(told(En, &json!({"number": "F-1"})), None);
    }
}
