//! One version of the policy, in force from a civil day on.

use super::{ApplicationRules, Choice, FareRules, PermitSubject, RewardRules, WorkingCalendar};
use crate::feedback::complaint::Outcome;
use crate::licensing::vehicle::Fuel;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

/// The whole policy of one version.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Its name, as events keep it.
    pub version: String,
    /// The first civil day on which it decides.
    pub in_force_from: NaiveDate,
    /// Where the civil day is kept.
    pub timezone: chrono_tz::Tz,
    /// Working days.
    pub calendar: WorkingCalendar,
    /// Licensing of vehicles, drivers and agencies.
    pub licensing: LicensingRules,
    /// What passengers may say, and how much of it is published.
    pub feedback: FeedbackRules,
    /// Where cars are.
    pub location: LocationRules,
    /// Bills.
    pub payments: PaymentRules,
    /// Fares that are paid by code.
    pub fares: FareRules,
    /// Points for fares.
    pub rewards: RewardRules,
    /// One-time codes and sessions.
    pub sign_in: SignInRules,
    /// Notices to the holders of accounts.
    pub notices: NoticeRules,
    /// Why records may be looked at.
    pub audit: AuditRules,
    /// How long personal data is kept, and why it may be erased.
    pub privacy: PrivacyRules,
}

impl Policy {
    /// The civil day of a moment.
    pub fn civil_day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.timezone).date_naive()
    }

    /// The permit kind with this code.
    pub fn permit_kind(&self, code: &str) -> Option<&PermitKind> {
        self.licensing.permit_kinds.iter().find(|kind| kind.code == code)
    }

    /// The permit kinds that people apply for themselves.
    pub fn applied_for(&self) -> impl Iterator<Item = &PermitKind> {
        self.licensing.permit_kinds.iter().filter(|kind| kind.application.is_some())
    }

    /// The permit kinds that a vehicle can hold.
    pub fn vehicle_kinds(&self) -> impl Iterator<Item = &PermitKind> {
        self.licensing.permit_kinds.iter().filter(|kind| kind.subject == PermitSubject::Vehicle)
    }
}

/// Rules of licensing.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LicensingRules {
    /// The kinds of permit.
    pub permit_kinds: Vec<PermitKind>,
    /// When an assigned driver drives.
    pub shifts: Vec<Choice>,
    /// Grounds of suspension.
    pub suspension_grounds: Vec<Choice>,
    /// Reasons for lifting a suspension.
    pub lifting_reasons: Vec<Choice>,
    /// Grounds of revocation.
    pub revocation_grounds: Vec<Choice>,
    /// Why a car gets a new code.
    pub code_reissue_reasons: Vec<Choice>,
    /// How vehicles age and are inspected.
    pub vehicle_life: VehicleLifeRules,
    /// A licence may be recorded with a start at most so many days back.
    pub backdating_days: u16,
    /// ... and at most so many days ahead.
    pub forward_days: u16,
    /// A valid licence is said to run out in its last so many days.
    pub expiring_days: u16,
}

/// How vehicles age and are inspected.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VehicleLifeRules {
    /// The threshold age (مرز فرسودگی) in years, by what the vehicle runs on.
    pub threshold_years: ThresholdYears,
    /// So many failed inspections in a row, and a vehicle is worn out.
    pub worn_out_after_failures: u8,
    /// What an inspection may find wrong.
    pub defects: Vec<Choice>,
}

/// The threshold age in years, by fuel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThresholdYears {
    /// Petrol.
    pub petrol: u8,
    /// Compressed natural gas.
    pub cng: u8,
    /// Petrol and gas.
    pub dual: u8,
    /// Petrol and battery.
    pub hybrid: u8,
    /// Battery.
    pub electric: u8,
}

impl ThresholdYears {
    /// The age of what runs on this.
    pub fn of(&self, fuel: Fuel) -> u8 {
        match fuel {
            Fuel::Petrol => self.petrol,
            Fuel::Cng => self.cng,
            Fuel::Dual => self.dual,
            Fuel::Hybrid => self.hybrid,
            Fuel::Electric => self.electric,
        }
    }
}

/// A kind of permit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PermitKind {
    /// A stable word, such as `taxi`.
    pub code: String,
    /// The name in Persian.
    pub fa: String,
    /// The name in English.
    pub en: String,
    /// The letter before a licence's number.
    pub number_prefix: String,
    /// Validity in Solar Hijri years.
    pub term_years: u8,
    /// What it lets serve.
    #[serde(default)]
    pub subject: PermitSubject,
    /// How it is applied for; none where an officer records it.
    #[serde(default)]
    pub application: Option<ApplicationRules>,
}

/// Rules of feedback.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedbackRules {
    /// What a passenger may tick beside the stars.
    pub tags: Vec<Choice>,
    /// What a complaint may be about.
    pub complaint_categories: Vec<Choice>,
    /// Why a complaint ends as it does.
    pub resolution_reasons: Vec<ResolutionReason>,
    /// Ratings are published from so many on.
    pub published_from: u32,
    /// Ratings of one vehicle that are taken on one day.
    pub ratings_per_vehicle_and_day: u32,
    /// Answers to one poll from one vehicle that are taken on one day.
    pub poll_answers_per_vehicle_and_day: u32,
    /// Complaints about one vehicle that are taken on one day.
    pub complaints_per_vehicle_and_day: u32,
    /// The longest comment or complaint, in characters.
    pub text_limit: u16,
    /// How long a printed form stays good, in minutes.
    pub form_minutes: u16,
    /// A complaint is answered within so many days.
    pub answer_days: u16,
    /// A driver has so many days to tell what happened.
    pub driver_answer_days: u16,
}

/// A reason for an outcome of a complaint, with its name in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResolutionReason {
    /// The outcome that it stands for.
    pub outcome: Outcome,
    /// A stable word, such as `admitted`; no two outcomes share one.
    pub code: String,
    /// The name in Persian.
    pub fa: String,
    /// The name in English.
    pub en: String,
}

/// Rules of where cars are.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocationRules {
    /// Positions are forgotten after so many days.
    pub kept_days: u16,
}

/// Rules of bills.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentRules {
    /// The organisation's three digits in bill ids.
    pub bill_organisation: u16,
}

/// Rules of signing in.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInRules {
    /// How long a code is good, in minutes.
    pub code_minutes: u16,
    /// Wrong codes before signing in is locked.
    pub attempts: u16,
    /// How long it is locked, in minutes.
    pub lock_minutes: u16,
    /// Codes sent to one address within an hour.
    pub codes_per_hour: u16,
    /// How long a session lasts, in hours.
    pub session_hours: u16,
}

/// Rules of notices.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeRules {
    /// The pauses after the first, the second and each further attempt in vain, in minutes; after the
    /// last of them a notice is given up.
    pub retry_minutes: Vec<u16>,
    /// So many days before its last valid day a holder is reminded to renew a licence, each once.
    pub reminder_days: Vec<u16>,
}

/// Rules of auditing.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditRules {
    /// The legal basis kept with every look, in Persian.
    pub basis_fa: String,
    /// ... and in English.
    pub basis_en: String,
}

/// Rules of keeping and erasing personal data.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivacyRules {
    /// The legal basis of an erasure where none is named.
    pub erasure_basis: String,
    /// Why data is erased; the first where none is named.
    pub erasure_reasons: Vec<Choice>,
    /// What belongs to an application or a licence is kept so many days after it was last touched.
    pub records_days: u16,
    /// A complaint is kept so many days.
    pub complaint_days: u16,
}
