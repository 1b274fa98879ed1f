//! What a permit kind asks of those who apply for it.

use super::Choice;
use crate::kernel::Rial;
use crate::licensing::application::ApplicationKind;
use crate::licensing::vehicle::Fuel;
use chrono::{Days, NaiveDate};
use serde::Deserialize;

/// What a permit lets serve.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PermitSubject {
    /// A vehicle.
    #[default]
    Vehicle,
    /// A driver, in one named vehicle.
    Driver,
    /// An agency.
    Agency,
}

/// How a permit kind is applied for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationRules {
    /// Working days in which an officer decides.
    pub review_days: u16,
    /// Days that an applicant has to answer an officer's request.
    pub information_days: u16,
    /// Days that an applicant has to pay.
    pub payment_days: u16,
    /// Whether the applicant names a vehicle by its plate.
    #[serde(default)]
    pub names_vehicle: bool,
    /// The questions, in their order.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// The documents, in their order.
    #[serde(default)]
    pub documents: Vec<DocumentRule>,
    /// What the applicant may agree to.
    #[serde(default)]
    pub consents: Vec<ConsentRule>,
    /// Who may have the permit.
    #[serde(default)]
    pub eligibility: Vec<EligibilityRule>,
    /// The tariff.
    pub fees: Vec<Fee>,
    /// Why an application is agreed to.
    pub agreement_reasons: Vec<Choice>,
    /// Why it is refused.
    pub refusal_reasons: Vec<Choice>,
    /// Why a document is rejected.
    pub rejection_reasons: Vec<Choice>,
    /// How the permit is renewed; none where it is not.
    #[serde(default)]
    pub renewal: Option<RenewalRules>,
    /// Whether the vehicle that the permit names can be replaced once it is worn out or past its
    /// threshold age.
    #[serde(default)]
    pub replaces_worn_out: bool,
}

/// How a permit is renewed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenewalRules {
    /// It opens so many days before the last valid day.
    pub window_days: u16,
    /// It can be made up for so many days after that day, from the day of payment and with what the
    /// tariff adds for it.
    pub grace_days: u16,
    /// Whether an officer decides on a renewal in which nothing changed, too.
    pub needs_officer_when_unchanged: bool,
    /// The reason for which one that needs no officer is agreed to.
    pub unchanged_reason: String,
    /// The reason for which one is refused whose permit was revoked meanwhile.
    pub revoked_reason: String,
}

/// When a renewal comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenewalTiming {
    /// The window has not opened.
    NotOpen,
    /// The last valid day is not past.
    InTime,
    /// It is past, and the grace period is not.
    Late,
    /// The grace period is past.
    TooLate,
}

impl RenewalRules {
    /// The first day on which a licence can be renewed.
    pub fn opens_on(&self, expires_on: NaiveDate) -> NaiveDate {
        expires_on - Days::new(self.window_days.into())
    }

    /// The last day on which it can.
    pub fn closes_on(&self, expires_on: NaiveDate) -> NaiveDate {
        expires_on + Days::new(self.grace_days.into())
    }

    /// When a renewal comes that is asked for on a day.
    pub fn timing(&self, expires_on: NaiveDate, today: NaiveDate) -> RenewalTiming {
        if today < self.opens_on(expires_on) {
            RenewalTiming::NotOpen
        } else if today <= expires_on {
            RenewalTiming::InTime
        } else if today <= self.closes_on(expires_on) {
            RenewalTiming::Late
        } else {
            RenewalTiming::TooLate
        }
    }
}

impl ApplicationRules {
    /// The document of this code.
    pub fn document(&self, code: &str) -> Option<&DocumentRule> {
        self.documents.iter().find(|rule| rule.code == code)
    }

    /// The question of this code.
    pub fn question(&self, code: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.code == code)
    }

    /// What an application of this kind costs: `late` where it renews what has expired, `fuel` what the
    /// vehicle runs on, where one is named.
    pub fn fees_of(&self, kind: ApplicationKind, late: bool, fuel: Option<Fuel>) -> impl Iterator<Item = &Fee> {
        let runs_on = move |fee: &Fee| fee.fuels.is_empty() || fuel.is_some_and(|fuel| fee.fuels.contains(&fuel));
        self.fees.iter().filter(move |fee| (fee.kinds.is_empty() || fee.kinds.contains(&kind)) && (late || !fee.late) && runs_on(fee))
    }
}

/// A question, a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// A stable word.
    pub code: String,
    /// The question in Persian.
    pub fa: String,
    /// The question in English.
    pub en: String,
    /// A hint in Persian.
    #[serde(default)]
    pub hint_fa: String,
    /// A hint in English.
    #[serde(default)]
    pub hint_en: String,
    /// What an answer looks like.
    pub answer: AnswerKind,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: bool,
    /// What can be chosen, for [`AnswerKind::Choice`].
    #[serde(default)]
    pub choices: Vec<Choice>,
}

/// What an answer looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// A text.
    Text,
    /// One of the choices.
    Choice,
    /// A bank account.
    Sheba,
    /// A day.
    Date,
}

/// A document that is handed in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentRule {
    /// A stable word; `portrait` is the photo that a passenger may see.
    pub code: String,
    /// Its name in Persian.
    pub fa: String,
    /// Its name in English.
    pub en: String,
    /// A hint in Persian.
    #[serde(default)]
    pub hint_fa: String,
    /// A hint in English.
    #[serde(default)]
    pub hint_en: String,
    /// Whether it must be handed in.
    #[serde(default)]
    pub required: bool,
    /// Whether it has a last valid day.
    #[serde(default)]
    pub expires: bool,
}

/// Something that the applicant may agree to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentRule {
    /// A stable word, such as `public-display`.
    pub code: String,
    /// What is agreed to, in Persian.
    pub fa: String,
    /// ... and in English.
    pub en: String,
    /// Whether there is no permit without it.
    #[serde(default)]
    pub required: bool,
}

/// A rule that an applicant must meet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EligibilityRule {
    /// What is asked.
    pub rule: Eligibility,
    /// The figure that it asks for.
    pub value: u16,
    /// The rule in Persian.
    pub fa: String,
    /// ... and in English.
    pub en: String,
}

/// What can be asked of an applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Eligibility {
    /// So many years of age on the day of the application.
    AgeAtLeast,
}

impl Eligibility {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::AgeAtLeast => "age-at-least",
        }
    }
}

/// A line of the tariff.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// A stable word.
    pub code: String,
    /// Its name in Persian.
    pub fa: String,
    /// Its name in English.
    pub en: String,
    /// How much, in Rial.
    pub rial: Rial,
    /// The kinds of application that pay it; all where none is named.
    #[serde(default)]
    pub kinds: Vec<ApplicationKind>,
    /// Whether only a renewal after the last valid day pays it.
    #[serde(default)]
    pub late: bool,
    /// What the vehicle runs on whose applicant pays it; whatever it runs on where nothing is named.
    #[serde(default)]
    pub fuels: Vec<Fuel>,
}
