//! Texts by key, from Fluent files that are part of the binary.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use crate::{Locale, number};

type Bundle = FluentBundle<FluentResource>;

/// One file per family of pages, the same names in both languages.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [
            &[$(include_str!(concat!("../locales/fa/", $name, ".ftl"))),*],
            &[$(include_str!(concat!("../locales/en/", $name, ".ftl"))),*],
        ]
    };
}

const FILES: [&[&str]; 2] = files![
    "account", "agency", "apply", "commands", "common", "complaints", "counter", "desk", "errors", "events", "failures", "fares",
    "feedback", "figures", "history", "home", "inspections", "mail", "my", "notices", "officer", "payments", "platform",
    "polls", "register", "renewal", "rewards", "scan", "shifts", "sign-in", "sticker",
];

static PERSIAN: LazyLock<Bundle> =
    LazyLock::new(|| bundle(Locale::Fa, FILES[0], |value, _| written(Locale::Fa, value)));
static ENGLISH: LazyLock<Bundle> =
    LazyLock::new(|| bundle(Locale::En, FILES[1], |value, _| written(Locale::En, value)));

/// An argument of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A text, put in as it is; format numbers, dates and references first.
    Text(String),
    /// A count: written with the language's digits and grouping, and able to
    /// choose between a message's plural forms.
    Count(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

/// Templates pass what they hold by reference, at times more than once.
impl<T: Clone + Into<Self>> From<&T> for Arg {
    fn from(value: &T) -> Self {
        value.clone().into()
    }
}

/// The text of a key. A key that does not exist shows itself, so that the
/// mistake is seen; there is no silent fallback to the other language.
pub fn text(locale: Locale, key: &str) -> String {
    text_with(locale, key, &[])
}

/// The text of a key with its arguments filled in.
pub fn text_with(locale: Locale, key: &str, args: &[(&'static str, Arg)]) -> String {
    lookup(locale, key, args).unwrap_or_else(|| key.to_owned())
}

/// The text of a key, or none where there is no such key: for names made at
/// run time, such as an event type of a later version.
pub fn find_text(locale: Locale, key: &str) -> Option<String> {
    lookup(locale, key, &[])
}

fn lookup(locale: Locale, key: &str, args: &[(&'static str, Arg)]) -> Option<String> {
    let bundle: &Bundle = match locale {
        Locale::Fa => &PERSIAN,
        Locale::En => &ENGLISH,
    };
    let pattern = bundle.get_message(key)?.value()?;
    let mut values = FluentArgs::with_capacity(args.len());
    for (name, arg) in args {
        match arg {
            Arg::Text(text) => values.set(*name, text.as_str()),
            Arg::Count(count) => values.set(*name, *count),
        }
    }
    // A missing argument leaves its name in the text, which shows the mistake
    // as a missing key does.
    let mut errors = Vec::new();
    Some(
        bundle
            .format_pattern(pattern, Some(&values), &mut errors)
            .into_owned(),
    )
}

/// Counts in the language's own digits; Fluent's default is ASCII.
fn written(locale: Locale, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(count) => Some(number(locale, count.value as i64)),
        _ => None,
    }
}

type Formatter = fn(&FluentValue<'_>, &IntlLangMemoizer) -> Option<String>;

fn bundle(locale: Locale, files: &[&str], formatter: Formatter) -> Bundle {
    // "fa" and "en" are well-formed tags; the default would only lose plurals.
    let language: LanguageIdentifier = locale.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    bundle.set_formatter(Some(formatter));
    for file in files {
        // The files are compiled in and a test parses each of them.
        let resource = FluentResource::try_new((*file).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("a Fluent file has errors: {errors:?}"));
        if let Err(errors) = bundle.add_resource(resource) {
            panic!("a Fluent message is defined twice: {errors:?}");
        }
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::{find_text, text, text_with};
    use crate::Locale::{En, Fa};

    #[test]
    fn a_missing_key_is_visible() {
        assert_eq!(text(Fa, "no-such-key"), "no-such-key");
        assert_eq!(find_text(Fa, "no-such-key"), None);
    }

    #[test]
    fn counts_take_the_readers_digits_and_plural() {
        let fa = text_with(Fa, "register-count", &[("n", 1_250.into())]);
        assert!(fa.contains("۱٬۲۵۰"), "{fa}");
        let one = text_with(En, "register-count", &[("n", 1.into())]);
        let two = text_with(En, "register-count", &[("n", 2.into())]);
        assert_ne!(
            one.replace('1', ""),
            two.replace('2', ""),
            "plural forms differ"
        );
    }

    #[test]
    fn arguments_are_isolated() {
        let fa = text_with(Fa, "money-rial", &[("amount", "۱".into())]);
        assert!(fa.starts_with('\u{2068}'), "{fa:?}");
    }
}
