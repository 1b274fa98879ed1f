//! Small pieces of pages: icons, plates, badges, references.

use std::fmt;

use askama::filters::{Escaper as _, Html as HtmlEscaper, HtmlSafe};
use chrono::{DateTime, Utc};
use i18n::Locale;

/// Markup that is written as it stands. Made in this module only, from
/// constants and escaped text.
#[derive(Clone, Debug, Default)]
pub struct Html(String);

impl Html {
    /// Markup whose parts the caller has escaped.
    pub(super) fn from_escaped(markup: String) -> Self {
        Self(markup)
    }
}

impl fmt::Display for Html {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

/// Text for use between tags and inside quoted attributes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Writing to a String does not fail.
    let _ = HtmlEscaper.write_escaped_str(&mut escaped, text);
    escaped
}

/// Text that stays left to right inside a right-to-left sentence.
pub(super) fn ltr(text: &str) -> Html {
    Html(format!("<bdi dir=\"ltr\">{}</bdi>", escape(text)))
}

/// An icon by its name; an unknown name draws nothing.
pub(super) fn icon(name: &str) -> Html {
    let Some((_, paths)) = ICONS.iter().find(|(known, _)| *known == name) else {
        debug_assert!(false, "no icon is called {name}");
        return Html::default();
    };
    Html(format!(
        "<svg class=\"ic\" viewBox=\"0 0 20 20\" aria-hidden=\"true\">{paths}</svg>"
    ))
}

const ICONS: &[(&str, &str)] = &[
    (
        "alert",
        "<path d=\"M10 3 2.5 16.5h15zM10 8v4M10 14.3v.1\"/>",
    ),
    (
        "car",
        "<path d=\"M3 14.5v-4L5 6h10l2 4.5v4zM3 10.5h14M6 12.5h.1M14 12.5h.1M4.5 14.5v2M15.5 14.5v2M8 6V4h4v2\"/>",
    ),
    (
        "card",
        "<path d=\"M2.5 4.5h15v11h-15z\"/><circle cx=\"7\" cy=\"9\" r=\"1.8\"/><path d=\"M4.5 13c.5-1.5 4.5-1.5 5 0M12 8h3.5M12 11.5h3.5\"/>",
    ),
    (
        "clock",
        "<circle cx=\"10\" cy=\"10\" r=\"7.5\"/><path d=\"M10 5.8V10l3 2\"/>",
    ),
    (
        "document",
        "<path d=\"M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15M7.5 10h5M7.5 13h5\"/>",
    ),
    ("down", "<path d=\"M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13\"/>"),
    (
        "eye",
        "<path d=\"M2 10c4-6.5 12-6.5 16 0-4 6.5-12 6.5-16 0z\"/><circle cx=\"10\" cy=\"10\" r=\"2.5\"/>",
    ),
    ("flag", "<path d=\"M5 17.5V3h10l-2 3.5 2 3.5H5\"/>"),
    (
        "glass",
        "<path d=\"M4.5 17h11M4.5 3h11M6 3c0 4.5 4 4.5 4 7s-4 2.5-4 7M14 3c0 4.5-4 4.5-4 7s4 2.5 4 7\"/>",
    ),
    (
        "heart",
        "<path d=\"M10 16.5C3 12 2.5 8.5 3.3 6.5 4.5 3.8 8.5 3.8 10 7c1.5-3.2 5.5-3.2 6.7-.5.8 2 .3 5.5-6.7 10z\"/>",
    ),
    (
        "info",
        "<circle cx=\"10\" cy=\"10\" r=\"7.5\"/><path d=\"M10 9.2v4.3M10 6.4v.1\"/>",
    ),
    (
        "no",
        "<circle cx=\"10\" cy=\"10\" r=\"7.5\"/><path d=\"M4.8 4.8l10.4 10.4\"/>",
    ),
    ("pause", "<path d=\"M7 4.5v11M13 4.5v11\"/>"),
    (
        "phone",
        "<path d=\"M4 3h3.5l1.5 4-2 1.5c1 2 2.5 3.5 4.5 4.5l1.5-2 4 1.5V16c-8 1-14-5-13-13z\"/>",
    ),
    ("plus", "<path d=\"M10 4v12M4 10h12\"/>"),
    (
        "print",
        "<path d=\"M5.5 7V2.5h9V7M5.5 14h-3V7h15v7h-3M5.5 11.5h9v6h-9z\"/>",
    ),
    (
        "search",
        "<circle cx=\"8.5\" cy=\"8.5\" r=\"5.5\"/><path d=\"M12.7 12.7 17 17\"/>",
    ),
    (
        "tick",
        "<circle cx=\"10\" cy=\"10\" r=\"7.5\"/><path d=\"M6.5 10.2 9 12.7l4.6-5\"/>",
    ),
];

/// The four parts of an Iranian plate, digits in ASCII.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlateParts {
    /// The first two digits.
    pub two: String,
    /// The letter: ت for a taxi.
    pub letter: String,
    /// The three digits.
    pub three: String,
    /// The two digits of the province's code.
    pub region: String,
}

impl PlateParts {
    /// Draws the plate: Persian in every language, for so is the metal.
    pub(super) fn draw(&self, locale: Locale, size: &str) -> Html {
        let [two, three, region] =
            [&self.two, &self.three, &self.region].map(|part| i18n::digits(Locale::Fa, part));
        let spoken = [&self.two, &self.letter, &self.three, &self.region]
            .map(|part| i18n::digits(locale, part));
        let label = i18n::text_with(
            locale,
            "plate-label",
            &[
                ("two", (&spoken[0]).into()),
                ("letter", (&spoken[1]).into()),
                ("three", (&spoken[2]).into()),
                ("region", (&spoken[3]).into()),
            ],
        );
        let class = match size {
            "s" => "plate plate-s",
            "l" => "plate plate-l",
            _ => "plate",
        };
        Html(format!(
            "<span class=\"{class}\" role=\"img\" aria-label=\"{}\"><i class=\"p-ir\">I.R.<br>IRAN</i><i>{}</i><i class=\"p-l\">{}</i><i>{}</i><i class=\"p-c\"><small>ایران</small>{}</i></span>",
            escape(&label),
            escape(&two),
            escape(&self.letter),
            escape(&three),
            escape(&region),
        ))
    }
}

/// What a licence is worth today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LicenceStatus {
    /// It may be used.
    Valid,
    /// It may be used, and its last valid day is near.
    Expiring,
    /// Its last valid day has passed.
    Expired,
    /// It may not be used for a time.
    Suspended,
    /// It was taken away.
    Revoked,
    /// Its holder gave it back.
    Surrendered,
    /// It ended in another way.
    Terminated,
    /// Its first valid day is ahead.
    NotYetValid,
    /// The record does not say.
    #[default]
    Unknown,
}

impl LicenceStatus {
    /// Every status that a licence can have on a day, one that runs out being a valid one, in the order in which filters offer them.
    pub const ALL: [Self; 7] = [
        Self::Valid,
        Self::Suspended,
        Self::Expired,
        Self::Revoked,
        Self::Surrendered,
        Self::Terminated,
        Self::NotYetValid,
    ];

    /// The code in addresses and in the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Expiring => "expiring",
            Self::Expired => "expired",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::Surrendered => "surrendered",
            Self::Terminated => "terminated",
            Self::NotYetValid => "not_yet_valid",
            Self::Unknown => "unknown",
        }
    }

    /// The key of its word.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Valid => "status-valid",
            Self::Expiring => "status-expiring",
            Self::Expired => "status-expired",
            Self::Suspended => "status-suspended",
            Self::Revoked => "status-revoked",
            Self::Surrendered => "status-surrendered",
            Self::Terminated => "status-terminated",
            Self::NotYetValid => "status-not-yet-valid",
            Self::Unknown => "status-unknown",
        }
    }

    /// The key of what it means for its holder.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Valid => "status-valid-means",
            Self::Expiring => "status-expiring-means",
            Self::Expired => "status-expired-means",
            Self::Suspended => "status-suspended-means",
            Self::Revoked => "status-revoked-means",
            Self::Surrendered => "status-surrendered",
            Self::Terminated => "status-terminated",
            Self::NotYetValid => "status-not-yet-valid",
            Self::Unknown => "status-unknown",
        }
    }

    const fn look(self) -> (&'static str, &'static str) {
        match self {
            Self::Valid => ("is-ok", "tick"),
            Self::Expiring => ("is-warn", "clock"),
            Self::Expired => ("is-bad is-off", "glass"),
            Self::Suspended => ("is-hold", "pause"),
            Self::Revoked => ("is-bad", "no"),
            Self::Surrendered => ("", "document"),
            Self::Terminated => ("is-off", "no"),
            Self::NotYetValid => ("is-off", "clock"),
            Self::Unknown => ("is-off", "info"),
        }
    }

    pub(super) fn badge(self, locale: Locale) -> Html {
        let (class, name) = self.look();
        let space = if class.is_empty() { "" } else { " " };
        let word = escape(&i18n::text(locale, self.key()));
        Html(format!(
            "<span class=\"badge{space}{class}\">{}{word}</span>",
            icon(name)
        ))
    }
}

/// How a badge looks, beyond its icon and word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BadgeTone {
    /// Nothing to watch.
    #[default]
    Plain,
    /// Something is under way.
    Busy,
    /// All is well.
    Good,
    /// Something needs watching.
    Watch,
    /// Something is wrong.
    Bad,
    /// Nothing happens any more, or not yet.
    Off,
}

/// A word with a shape and an icon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Badge {
    /// How it looks.
    pub tone: BadgeTone,
    /// The name of its icon.
    pub icon: &'static str,
    /// The word, already translated.
    pub word: String,
}

impl Badge {
    /// A badge.
    pub fn new(tone: BadgeTone, icon: &'static str, word: impl Into<String>) -> Self {
        Self {
            tone,
            icon,
            word: word.into(),
        }
    }

    pub(super) fn draw(&self) -> Html {
        let class = match self.tone {
            BadgeTone::Plain => "badge",
            BadgeTone::Busy => "badge is-info",
            BadgeTone::Good => "badge is-ok",
            BadgeTone::Watch => "badge is-warn",
            BadgeTone::Bad => "badge is-bad",
            BadgeTone::Off => "badge is-off",
        };
        Html(format!(
            "<span class=\"{class}\">{}{}</span>",
            icon(self.icon),
            escape(&self.word)
        ))
    }
}

/// What the register that a record came from says itself.
#[derive(Clone, Debug, Default)]
pub struct SourceStatus {
    /// The register's name.
    pub register: String,
    /// Its status word, unchanged: `FORECLOSURE`.
    pub word: String,
}

/// A line of a licence's or a complaint's history.
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// What happened, in words already translated.
    pub title: String,
    /// More of it: the ground, the note.
    pub detail: Option<String>,
    /// Whether it took something away.
    pub adverse: bool,
    /// Where officers and auditors find more.
    pub position: Option<i64>,
}
