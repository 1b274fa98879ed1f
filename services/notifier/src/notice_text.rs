//! What a notice says.

use crate::html::Page;
use application::ports::{NoticeFact, NoticeMessage};
use i18n::{Arg, Locale, text, text_with};
use std::fmt::Write as _;

fn locale(message: &NoticeMessage) -> Locale {
    Locale::parse(message.language).unwrap_or_default()
}

/// The words of this notice's template.
fn own(message: &NoticeMessage, part: &str) -> String {
    let args: Vec<(&'static str, Arg)> = message.facts.iter().map(|fact| (fact.name, Arg::from(fact.value.as_str()))).collect();
    text_with(locale(message), &format!("notice-{}-{part}", message.template), &args)
}

fn label(message: &NoticeMessage, fact: &NoticeFact) -> String {
    text(locale(message), &format!("notice-fact-{}", fact.name))
}

/// The subject of a mail.
pub(crate) fn subject(message: &NoticeMessage) -> String {
    // A header needs no isolates, and programs that list mails show them as boxes.
    own(message, "subject").replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")
}

/// A short text, for a phone.
pub(crate) fn short(message: &NoticeMessage) -> String {
    format!("{}\n{}\n{}", own(message, "short"), message.link, text(locale(message), "notice-sender"))
}

/// The text part of a mail.
pub(crate) fn plain(message: &NoticeMessage) -> String {
    let mut whole = format!("{}\n", own(message, "lead"));
    for fact in &message.facts {
        // Writing to a text cannot fail. Isolates keep a reference's order beside Persian words.
        let _ = write!(whole, "\n{}: {}{}\u{2069}", label(message, fact), if fact.is_reference { '\u{2066}' } else { '\u{2068}' }, fact.value);
    }
    let say = |key| text(locale(message), key);
    let _ = write!(whole, "\n\n{}\n{}\n\n{}\n{}\n", own(message, "action"), message.link, say("notice-sender"), say("notice-no-reply"));
    whole
}

/// The HTML part of a mail.
pub(crate) fn html(message: &NoticeMessage) -> String {
    let locale = locale(message);
    let mut page = Page::new(locale, &subject(message));
    page.paragraph(&own(message, "lead"));
    for fact in &message.facts {
        page.fact(&label(message, fact), &fact.value, fact.is_reference);
    }
    page.link(&message.link, &own(message, "action"));
    page.aside(&format!("{} {}", text(locale, "notice-sender"), text(locale, "notice-no-reply")));
    page.close()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use application::ports::Address;
    use uuid::Uuid;

    pub(crate) fn message(to: Address) -> NoticeMessage {
        let fact = |name, value: &str, is_reference| NoticeFact { name, value: value.to_owned(), is_reference };
        NoticeMessage {
            notice_id: Uuid::from_u128(7),
            to,
            template: "licence-issued",
            facts: vec![fact("kind", "پروانهٔ تاکسیرانی", false), fact("number", "D-۱۴۰۵-۰۰۰۰۰۱", true), fact("expires-on", "۲ آذر ۱۴۰۷", false)],
            link: "https://taxi.example/fa/licences/1".to_owned(),
            language: "fa",
            at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    fn facts_of(template: &str) -> &'static [&'static str] {
        match template {
            "licence-issued" | "licence-renewed" | "renewal-due" => &["kind", "number", "expires-on"],
            "payment-due" => &["number", "amount", "due-on"],
            "information-requested" => &["kind", "number", "answer-by"],
            "application-refused" => &["kind", "number", "reason"],
            "mobile-changed" | "complaint-answered" => &[],
            "complaint-put" => &["answer-by"],
            other => panic!("{other}"),
        }
    }

    #[test]
    fn every_template_has_words_in_both_languages_and_names_its_facts() {
        let all = [
            "licence-issued",
            "licence-renewed",
            "renewal-due",
            "payment-due",
            "information-requested",
            "application-refused",
            "mobile-changed",
            "complaint-put",
            "complaint-answered",
        ];
        for template in all {
            for language in ["fa", "en"] {
                let facts = facts_of(template).iter().map(|name| NoticeFact { name, value: format!("<{name}>"), is_reference: false });
                let said = NoticeMessage { template, language, facts: facts.collect(), ..message(Address::Mobile("09120000000".to_owned())) };
                for text in [subject(&said), short(&said), plain(&said), html(&said)] {
                    assert!(!text.contains("notice-") && !text.contains('$'), "{template} {language}: {text}");
                }
                for name in facts_of(template) {
                    assert!(plain(&said).contains(&format!("<{name}>")), "{template} {language}: {name}");
                }
                assert!(short(&said).contains(&said.link) && html(&said).contains(&format!("href=\"{}\"", said.link)));
                assert!(!subject(&said).contains('\u{2068}'));
            }
        }
    }

    #[test]
    fn persian_runs_from_right_to_left_and_its_references_do_not() {
        let said = message(Address::Email("a@example.org".to_owned()));
        assert!(html(&said).contains("<html lang=\"fa\" dir=\"rtl\">"));
        assert!(html(&said).contains("<bdi dir=\"ltr\">D-۱۴۰۵-۰۰۰۰۰۱</bdi>"));
        assert!(plain(&said).contains("\u{2066}D-۱۴۰۵-۰۰۰۰۰۱\u{2069}"));
    }
}
