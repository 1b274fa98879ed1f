//! What a message with a one-time code says.

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

/// The HTML part of a mail. Mail programs drop style sheets, so the styles stand in the elements.
pub(crate) fn html(message: &CodeMessage) -> String {
    let locale = locale(message);
    let say = |key| escape(&text(locale, key));
    let (lang, dir) = (locale.code(), locale.dir());
    let align = if dir == "rtl" { "right" } else { "left" };
    let font = "font-family:Vazirmatn,'Noto Sans Arabic',Tahoma,Arial,sans-serif";
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head><meta charset=\"utf-8\"><title>{subject}</title></head>\n\
         <body dir=\"{dir}\" style=\"margin:0;padding:24px;background:#f4f6f6;color:#17150e;{font};font-size:16px;line-height:1.8;text-align:{align}\">\n\
         <div dir=\"{dir}\" style=\"max-width:480px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #d5dcdc;border-radius:8px\">\n\
         <p style=\"margin:0 0 12px\">{lead}</p>\n\
         <p style=\"margin:0 0 12px;text-align:center;font-size:28px;font-weight:bold;letter-spacing:4px\"><bdi dir=\"ltr\">{code}</bdi></p>\n\
         <p style=\"margin:0 0 12px\">{minutes}</p>\n\
         <p style=\"margin:0 0 12px;font-weight:bold\">{secret}</p>\n\
         <p style=\"margin:0;color:#4d5656\">{ignore}</p>\n\
         </div>\n</body>\n</html>\n",
        subject = escape(&own(message, "subject")),
        lead = escape(&own(message, "lead")),
        code = escape(&message.code),
        minutes = escape(&minutes(message)),
        secret = say("mail-code-secret"),
        ignore = say("mail-code-ignore"),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
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
        for (language, purpose) in [("fa", CodePurpose::SignIn), ("en", CodePurpose::SignIn), ("fa", CodePurpose::ConfirmEmail), ("en", CodePurpose::ConfirmEmail)] {
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
