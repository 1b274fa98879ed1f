//! The languages that the service speaks.

/// A language of the service, with its direction of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    /// Persian, written from right to left. The default everywhere.
    #[default]
    Fa,
    /// English.
    En,
}

impl Locale {
    /// Every language, Persian first.
    pub const ALL: [Self; 2] = [Self::Fa, Self::En];

    /// The language subtag, as used in `lang` attributes and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fa => "fa",
            Self::En => "en",
        }
    }

    /// The value of HTML's `dir` attribute.
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Fa => "rtl",
            Self::En => "ltr",
        }
    }

    /// The other language, for the switch in the page's header.
    pub const fn other(self) -> Self {
        match self {
            Self::Fa => Self::En,
            Self::En => Self::Fa,
        }
    }

    /// Reads a language tag: `fa`, `fa-IR`, `en`, `EN-us`, whatever the case.
    pub fn parse(tag: &str) -> Option<Self> {
        let language = tag.trim().split(['-', '_']).next()?;
        Self::ALL
            .into_iter()
            .find(|locale| language.eq_ignore_ascii_case(locale.code()))
    }

    /// Chooses by an `Accept-Language` header; Persian where it says nothing
    /// that is spoken here. Between equal weights the first one named wins.
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = (Self::default(), 0.0_f32);
        for range in header.split(',') {
            let mut parts = range.split(';');
            let Some(locale) = parts.next().and_then(Self::parse) else {
                continue;
            };
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
            if weight > best.1 {
                best = (locale, weight);
            }
        }
        best.0
    }
}

#[cfg(test)]
mod tests {
    use super::Locale::{self, En, Fa};

    #[test]
    fn reads_language_tags() {
        assert_eq!(Locale::parse("fa-IR"), Some(Fa));
        assert_eq!(Locale::parse(" EN_us "), Some(En));
        assert_eq!(Locale::parse("de"), None);
        assert_eq!(Locale::parse(""), None);
    }

    #[test]
    fn accept_language_defaults_to_persian() {
        assert_eq!(Locale::from_accept_language(""), Fa);
        assert_eq!(Locale::from_accept_language("*"), Fa);
        assert_eq!(Locale::from_accept_language("de,fr;q=0.8"), Fa);
        assert_eq!(Locale::from_accept_language("en;q=0"), Fa);
    }

    #[test]
    fn accept_language_follows_weights() {
        assert_eq!(Locale::from_accept_language("en-GB,en;q=0.9"), En);
        assert_eq!(Locale::from_accept_language("en;q=0.5, fa;q=0.9"), Fa);
        assert_eq!(Locale::from_accept_language("de, en;q=0.3"), En);
    }
}
