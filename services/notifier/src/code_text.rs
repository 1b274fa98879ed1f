//! What a message with a one-time code says.

use crate::html::Page;
use application::ports::{CodeMessage, CodePurpose};
use i18n::{Locale, text, text_with};

/// Isolates a run of Latin digits inside right-to-left text.
const ISOLATE: (&str, &str) = ("\u{2066}", "\u{2069}");

fn locale(message: &CodeMessage) -> Locale {
    Locale::parse(message.language).unwrap_or_default()
}

fn minutes(message: &CodeMessage) -> String {
    text_with(locale(message), "mail-code-minutes", &[("n", i64::from(message.minutes).into())])
}

/// What differs by what the code is for.
fn own(message: &CodeMessage, part: &str) -> String {
    let family = match message.purpose {
        CodePurpose::SignIn => "mail-code",
        CodePurpose::ConfirmEmail => "mail-email",
        CodePurpose::ConfirmMobile => "mail-mobile",
    };
    text(locale(message), &format!("{family}-{part}"))
}

/// The subject of a mail. It does not hold the code: subjects are shown on locked screens.
pub(crate) fn subject(message: &CodeMessage) -> String {
    own(message, "subject")
}

/// A short text, for a phone.
pub(crate) fn short(message: &CodeMessage) -> String {
    let say = |key| text(locale(message), key);
    let (open, close) = ISOLATE;
    format!("{} {open}{}{close}\n{}\n{}", own(message, "lead"), message.code, minutes(message), say("mail-code-secret"))
}

/// The text part of a mail.
pub(crate) fn plain(message: &CodeMessage) -> String {
    let say = |key| text(locale(message), key);
    format!(
        "{}\n\n    {}\n\n{}\n{}\n\n{}\n",
        own(message, "lead"),
        message.code,
        minutes(message),
        say("mail-code-secret"),
        say("mail-code-ignore"),
    )
}

/// The HTML part of a mail.
pub(crate) fn html(message: &CodeMessage) -> String {
    let locale = locale(message);
    let mut page = Page::new(locale, &own(message, "subject"));
    page.paragraph(&own(message, "lead"));
    page.code(&message.code);
    page.paragraph(&minutes(message));
    page.strong(&text(locale, "mail-code-secret"));
    page.aside(&text(locale, "mail-code-ignore"));
    page.close()
}

#[cfg(test)]
mod tests {
    use super::*;
    use application::ports::Address;

    fn message(language: &'static str) -> CodeMessage {
        CodeMessage {
            to: Address::Mobile("09120000000".to_owned()),
            purpose: CodePurpose::SignIn,
            code: "012345".to_owned(),
            minutes: 5,
            language,
            at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn the_code_stands_alone_and_in_latin_digits_in_both_languages() {
        for (language, purpose) in [("fa", CodePurpose::SignIn), ("en", CodePurpose::SignIn), ("fa", CodePurpose::ConfirmEmail), ("en", CodePurpose::ConfirmEmail), ("fa", CodePurpose::ConfirmMobile), ("en", CodePurpose::ConfirmMobile)] {
            let message = CodeMessage { purpose, ..message(language) };
            assert!(short(&message).contains("\u{2066}012345\u{2069}"), "{language}");
            assert!(plain(&message).lines().any(|line| line.trim() == "012345"), "{language}");
            assert!(html(&message).contains("<bdi dir=\"ltr\">012345</bdi>"), "{language}");
            assert!(!subject(&message).contains("012345"), "{language}");
        }
    }

    #[test]
    fn persian_mail_runs_from_right_to_left() {
        assert!(html(&message("fa")).contains("<html lang=\"fa\" dir=\"rtl\">"));
        assert!(html(&message("en")).contains("<html lang=\"en\" dir=\"ltr\">"));
        assert!(plain(&message("fa")).contains('۵'), "minutes are in Persian digits");
    }
}
