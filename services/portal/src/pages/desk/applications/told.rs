//! What an applicant told, and what happened, in the words of the policy that asked.

use crate::pages::history::names::Names;
use crate::pages::{map, notices};
use crate::views::TimelineEntry;
use crate::views::applications::Told;
use crate::web::caller::Caller;
use application::applications::OwnApplication;
use application::{Context, Failure};
use domain::identity::account::Role;
use domain::policy::{AnswerKind, ApplicationRules, Question, offers};
use event_store::Recorded;
use i18n::Locale;
use projections::applications::ApplicationRow;
use serde_json::Value;

/// The words of a language.
pub(super) fn either(locale: Locale, fa: &str, en: &str) -> String {
    match locale {
        Locale::Fa => fa.to_owned(),
        Locale::En => en.to_owned(),
    }
}

/// A national id as far as it must be known to tell people apart.
pub(super) fn masked(national_id: &str) -> String {
    let digits: Vec<char> = national_id.chars().collect();
    match digits.as_slice() {
        [a, b, c, middle @ .., y, z] => format!("{a}{b}{c}{}{y}{z}", "•".repeat(middle.len())),
        _ => String::new(),
    }
}

/// The reason of a decision or of a rejection, in words.
pub(super) fn reason(rules: &ApplicationRules, locale: Locale, code: &str) -> String {
    let offered = [&rules.agreement_reasons, &rules.refusal_reasons, &rules.rejection_reasons];
    let found = offered.into_iter().find(|choices| offers(choices, code));
    found.map_or_else(|| code.to_owned(), |choices| map::choice(choices, locale, code))
}

/// Every question with its answer.
pub(super) fn answers(rules: &ApplicationRules, locale: Locale, application: &OwnApplication) -> Vec<Told> {
    rules
        .questions
        .iter()
        .map(|asked| Told {
            label: either(locale, &asked.fa, &asked.en),
            answer: application.answers.get(&asked.code).map(|answer| spoken(asked, locale, answer)),
            reference: asked.answer == AnswerKind::Sheba,
        })
        .collect()
}

fn spoken(asked: &Question, locale: Locale, answer: &str) -> String {
    match asked.answer {
        AnswerKind::Choice => map::choice(&asked.choices, locale, answer),
        AnswerKind::Date => answer.parse().map_or_else(|_| answer.to_owned(), |day| i18n::date_both(locale, day)),
        AnswerKind::Text | AnswerKind::Sheba => answer.to_owned(),
    }
}

/// Every consent that is asked for, with a word where it is given.
pub(super) fn consents(rules: &ApplicationRules, locale: Locale, application: &OwnApplication) -> Vec<Told> {
    let given = |code: &String| application.row.consents.contains(code).then(|| i18n::text(locale, "case-consent-given"));
    rules.consents.iter().map(|asked| Told { label: either(locale, &asked.fa, &asked.en), answer: given(&asked.code), reference: false }).collect()
}

/// Events that nobody hoped for.
const ADVERSE: [&str; 5] =
    ["DocumentRejected", "ApplicationRefused", "ApplicationNotTakenUp", "NoticeDeliveryFailed", "NoticeUndeliverable"];

/// What happened, the newest first. Who merely looked is the auditors' to see.
pub(super) async fn timeline(
    ctx: &Context,
    caller: &Caller,
    rules: &ApplicationRules,
    row: &ApplicationRow,
    events: &[Recorded],
) -> Result<Vec<TimelineEntry>, Failure> {
    let events: Vec<_> = events.iter().filter(|event| event.aggregate_type != "access").collect();
    let names = Names::of(ctx, caller.locale, events.iter().map(|event| event.actor_id.as_str())).await?;
    let applicant = row.account_id.to_string();
    let sees_history = caller.actor.has(&[Role::Auditor]);
    let entry = |event: &&Recorded| {
        let who = match event.actor_id == applicant {
            true => i18n::text(caller.locale, "case-applicant"),
            false => names.call(&event.actor_id),
        };
        let behalf = event.metadata.contains("\"on_behalf_of\"").then(|| i18n::text(caller.locale, "case-on-behalf"));
        let detail = detail(rules, caller.locale, event).into_iter().chain(Some(who)).chain(behalf);
        TimelineEntry {
            at: event.recorded_at,
            title: i18n::find_text(caller.locale, &format!("event-{}", event.event_type)).unwrap_or_else(|| event.event_type.clone()),
            detail: Some(detail.collect::<Vec<_>>().join(&i18n::text(caller.locale, "list-comma"))),
            adverse: ADVERSE.contains(&event.event_type.as_str()),
            position: sees_history.then_some(event.position),
        }
    };
    Ok(events.iter().map(entry).collect())
}

/// The notice, question, document or reason that an event speaks of.
fn detail(rules: &ApplicationRules, locale: Locale, event: &Recorded) -> Option<String> {
    let payload: Value = serde_json::from_str(&event.payload).unwrap_or_default();
    let fields = payload.as_object()?.values().next()?;
    let text = |name: &str| fields[name].as_str();
    let question = || text("question").and_then(|code| rules.question(code)).map(|asked| either(locale, &asked.fa, &asked.en));
    let document = || text("kind").and_then(|code| rules.document(code)).map(|asked| either(locale, &asked.fa, &asked.en));
    let reason = || text("reason").map(|code| reason(rules, locale, code));
    notices::told(locale, fields).or_else(question).or_else(document).or_else(reason)
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn the_middle_of_a_national_id_stays_hidden() {
        assert_eq!(masked("4321234517"), "432•••••17");
        assert_eq!(masked(""), "");
    }
}
