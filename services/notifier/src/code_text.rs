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
        CodePurpose::OpenAccount => "mail-account",
    };
    text(locale(message), &format!("{family}-{part}"))
}

/// To whom the code may be told.
fn secret(message: &CodeMessage) -> String {
    let key = match message.purpose {
        CodePurpose::SignIn | CodePurpose::ConfirmEmail => "mail-code-secret",
        CodePurpose::ConfirmMobile | CodePurpose::OpenAccount => "mail-counter-secret",
    };
    text(locale(message), key)
}

/// The subject of a mail. It does not hold the code: subjects are shown on locked screens.
pub(crate) fn subject(message: &CodeMessage) -> String {
    own(message, "subject")
}

/// A short text, for a phone.
pub(crate) fn short(message: &CodeMessage) -> String {
    let (open, close) = ISOLATE;
    format!("{} {open}{}{close}\n{}\n{}", own(message, "lead"), message.code, minutes(message), secret(message))
}

/// The text part of a mail.
pub(crate) fn plain(message: &CodeMessage) -> String {
    format!(
        "{}\n\n    {}\n\n{}\n{}\n\n{}\n",
        own(message, "lead"),
        message.code,
        minutes(message),
        secret(message),
        text(locale(message), "mail-code-ignore"),
    )
}

/// The HTML part of a mail.
pub(crate) fn html(message: &CodeMessage) -> String {
    let locale = locale(message);
    let mut page = Page::new(locale, &own(message, "subject"));
    page.paragraph(&own(message, "lead"));
    page.code(&message.code);
    page.paragraph(&minutes(message));
    page.strong(&secret(message));
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
        for language in ["fa", "en"] {
            for purpose in [CodePurpose::SignIn, CodePurpose::ConfirmEmail, CodePurpose::ConfirmMobile, CodePurpose::OpenAccount] {
                let message = CodeMessage { purpose, ..message(language) };
                assert!(short(&message).contains("\u{2066}012345\u{2069}"), "{language}");
                assert!(plain(&message).lines().any(|line| line.trim() == "012345"), "{language}");
                assert!(html(&message).contains("<bdi dir=\"ltr\">012345</bdi>"), "{language}");
                assert!(!subject(&message).contains("012345"), "{language}");
            }
        }
    }

    #[test]
    fn only_a_code_of_the_counter_is_told_to_an_officer() {
        let said = |purpose| short(&CodeMessage { purpose, ..message("en") });
        for purpose in [CodePurpose::SignIn, CodePurpose::ConfirmEmail] {
            assert!(said(purpose).contains("Tell it to nobody"), "{purpose:?}");
        }
        for purpose in [CodePurpose::ConfirmMobile, CodePurpose::OpenAccount] {
            assert!(said(purpose).contains("only to the officer") && !said(purpose).contains("nobody"), "{purpose:?}");
        }
    }

    #[test]
    fn persian_mail_runs_from_right_to_left() {
        assert!(html(&message("fa")).contains("<html lang=\"fa\" dir=\"rtl\">"));
        assert!(html(&message("en")).contains("<html lang=\"en\" dir=\"ltr\">"));
        assert!(plain(&message("fa")).contains('۵'), "minutes are in Persian digits");
    }
}
