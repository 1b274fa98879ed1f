//! What every page has: its language, its address, its reader.

use chrono::{DateTime, NaiveDate, Utc};
use i18n::{Arg, Locale};

use super::parts::{self, Badge, Html, LicenceStatus, PlateParts};

/// The frame of a page, and the words that its template asks for.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The language of the page.
    pub locale: Locale,
    /// The address without its language prefix: `/register`, `/V/F63Q…`. After
    /// a refused POST, the address of the form that was shown.
    pub path: String,
    /// The query as it stood in the address, without the question mark.
    pub query: String,
    /// Who is signed in.
    pub person: Option<Person>,
    /// The value of every form's hidden `csrf` field.
    pub csrf: String,
    /// What came of the last action.
    pub flash: Option<Flash>,
}

/// Who is signed in, as the header shows it.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The person's name, where known.
    pub name: Option<String>,
    /// Where it is not: the mobile number without its middle.
    pub mobile: Option<String>,
    /// The codes of the roles: `officer`, `auditor`.
    pub roles: Vec<String>,
    /// Whether the header leads to the staff desk.
    pub sees_desk: bool,
    /// Whether the header leads to the worklist of applications.
    pub sees_worklist: bool,
    /// Whether the navigation offers the counter.
    pub sees_counter: bool,
    /// Whether the header leads to the history.
    pub sees_history: bool,
    /// Whether the header leads to an agency of the person's own.
    pub sees_agency: bool,
}

impl Person {
    /// Whether the header leads to the questions to passengers.
    pub fn asks_passengers(&self) -> bool {
        self.roles.iter().any(|role| role == "manager" || role == "admin")
    }
}

/// A banner with the result of the last action, in words already translated.
#[derive(Clone, Debug)]
pub struct Flash {
    /// How it went.
    pub tone: Tone,
    /// What happened.
    pub text: String,
}

/// How something went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It succeeded.
    Good,
    /// It is about something to watch.
    Warning,
    /// It failed.
    Bad,
}

impl Tone {
    /// The banner's class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "banner-ok",
            Self::Warning => "banner-warn",
            Self::Bad => "banner-bad",
        }
    }

    /// The banner's icon.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Good => "tick",
            Self::Warning | Self::Bad => "alert",
        }
    }
}

impl Page {
    /// The text of a key.
    pub fn t(&self, key: &str) -> String {
        i18n::text(self.locale, key)
    }

    /// The text of a key with one argument.
    pub fn tn(&self, key: &str, name: &'static str, value: impl Into<Arg>) -> String {
        i18n::text_with(self.locale, key, &[(name, value.into())])
    }

    /// The text of a key with two arguments.
    pub fn tn2(
        &self,
        key: &str,
        name: &'static str,
        value: impl Into<Arg>,
        other: &'static str,
        second: impl Into<Arg>,
    ) -> String {
        let args = [(name, value.into()), (other, second.into())];
        i18n::text_with(self.locale, key, &args)
    }

    /// What an event type is called; the type itself where it has no name yet.
    pub fn event(&self, event_type: impl AsRef<str>) -> String {
        let event_type = event_type.as_ref();
        i18n::find_text(self.locale, &format!("event-{event_type}"))
            .unwrap_or_else(|| event_type.to_owned())
    }

    /// What an aggregate type is called; the type itself where it has no name.
    pub fn aggregate(&self, aggregate_type: impl AsRef<str>) -> String {
        let name = aggregate_type.as_ref();
        i18n::find_text(self.locale, &format!("aggregate-{name}"))
            .unwrap_or_else(|| name.to_owned())
    }

    /// What a role is called.
    pub fn role(&self, code: impl AsRef<str>) -> String {
        let code = code.as_ref();
        i18n::find_text(self.locale, &format!("role-{code}")).unwrap_or_else(|| code.to_owned())
    }

    /// An address in the page's language: `/register` gives `/fa/register`.
    pub fn url(&self, path: &str) -> String {
        format!("/{}{path}", self.locale.code())
    }

    /// The same page in the other language.
    pub fn switch_url(&self) -> String {
        let code = self.locale.other().code();
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("/{code}{}{mark}{}", self.path, self.query)
    }

    /// Whether the page lies under a section of the header.
    pub fn at(&self, section: &str) -> bool {
        self.path
            .strip_prefix(section)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether the page is about what is the reader's own.
    pub fn is_own(&self) -> bool {
        ["/my", "/applications", "/apply", "/licences", "/places"].iter().any(|section| self.at(section))
    }

    /// A date in the reader's calendar.
    pub fn date(&self, date: &NaiveDate) -> String {
        i18n::date(self.locale, *date)
    }

    /// A date in the reader's calendar with the other calendar beside it.
    pub fn date_both(&self, date: &NaiveDate) -> String {
        i18n::date_both(self.locale, *date)
    }

    /// The day of a moment in Tehran, in the reader's calendar.
    pub fn day_of(&self, at: &DateTime<Utc>) -> String {
        i18n::day_of(self.locale, *at)
    }

    /// The time of day in Tehran.
    pub fn time(&self, at: &DateTime<Utc>) -> String {
        i18n::time(self.locale, *at)
    }

    /// Date and time in Tehran.
    pub fn date_time(&self, at: &DateTime<Utc>) -> String {
        i18n::date_time(self.locale, *at)
    }

    /// A count in the reader's digits, grouped.
    pub fn number(&self, value: &i64) -> String {
        i18n::number(self.locale, *value)
    }

    /// An amount of Rial in Toman, with its unit.
    pub fn toman(&self, rial: &i64) -> String {
        i18n::money_toman(self.locale, *rial)
    }

    /// An amount in Rial, with its unit.
    pub fn rial(&self, rial: &i64) -> String {
        i18n::money_rial(self.locale, *rial)
    }

    /// An amount of Rial in words, in Toman.
    pub fn money_words(&self, rial: &i64) -> String {
        i18n::money_words(self.locale, *rial)
    }

    /// Text with the reader's digits.
    pub fn digits(&self, value: impl AsRef<str>) -> String {
        i18n::digits(self.locale, value.as_ref())
    }

    /// The name of a Solar month, 1 to 12.
    pub fn month(&self, month: &u8) -> String {
        i18n::month_name(self.locale, *month)
    }

    /// A reference, phone or signed amount, kept left to right: otherwise the
    /// parts of `۱۴۰۵-۰۰۱۲۳۴` change places after an Arabic letter. One with
    /// Latin letters, such as a VIN, keeps its Latin digits too.
    pub fn ltr(&self, value: impl AsRef<str>) -> Html {
        let value = value.as_ref();
        if value.bytes().any(|b| b.is_ascii_alphabetic()) {
            return parts::ltr(value);
        }
        parts::ltr(&self.digits(value))
    }

    /// A code that is read out or typed as it stands, in ASCII digits.
    pub fn code(&self, value: impl AsRef<str>) -> Html {
        parts::ltr(value.as_ref())
    }

    /// An icon of the set; it says nothing to a screen reader.
    pub fn icon(&self, name: &str) -> Html {
        parts::icon(name)
    }

    /// A plate as it is stamped on the metal, its size `""`, `"s"` or `"l"`.
    pub fn plate(&self, plate: &PlateParts, size: &str) -> Html {
        plate.draw(self.locale, size)
    }

    /// A badge: shape, icon and word.
    pub fn mark(&self, badge: &Badge) -> Html {
        badge.draw()
    }

    /// A licence's status: shape, icon and word.
    pub fn badge(&self, status: &LicenceStatus) -> Html {
        status.badge(self.locale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_carry_the_language() {
        let page = Page {
            path: "/register".into(),
            query: "search=12".into(),
            ..Page::default()
        };
        assert_eq!(page.url("/register"), "/fa/register");
        assert_eq!(page.switch_url(), "/en/register?search=12");
        assert!(page.at("/register"));
        assert!(!page.at("/reg"));
    }

    #[test]
    fn references_are_isolated_and_escaped() {
        let html = Page::default().ltr("1405-<1>").to_string();
        assert_eq!(html, "<bdi dir=\"ltr\">۱۴۰۵-&#60;۱&#62;</bdi>");
        let vin = Page::default().ltr("NAAM01CA5BK123456").to_string();
        assert_eq!(vin, "<bdi dir=\"ltr\">NAAM01CA5BK123456</bdi>");
    }

    #[test]
    fn an_event_without_a_name_shows_its_type() {
        assert_eq!(Page::default().event("NotYetKnown"), "NotYetKnown");
    }
}
