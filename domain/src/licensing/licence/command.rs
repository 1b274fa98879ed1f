use super::{ImportedStanding, LicenceSubject, SourceStatus};
use crate::kernel::Pii;
use crate::policy::Choice;
use chrono::NaiveDate;
use uuid::Uuid;

/// What can be asked of a licence.
#[derive(Debug, Clone)]
pub enum LicenceCommand {
    /// An officer records a vehicle's operating licence, or an application was granted.
    Issue(IssueLicence),
    /// The licence that an imported row stands for.
    Import(ImportLicence),
    /// The right to serve stops for a while.
    Suspend(SuspendLicence),
    /// A suspension ends.
    LiftSuspension(LiftSuspension),
    /// The right to serve ends for good.
    Revoke(RevokeLicence),
    /// A renewal was sent in time: the licence outlives its last day until that is decided and paid.
    KeepInForce {
        /// The application for it.
        application_id: Uuid,
    },
    /// That renewal came to nothing.
    EndRenewal {
        /// The application for it.
        application_id: Uuid,
        /// The civil day of the command.
        today: NaiveDate,
    },
    /// A renewal was granted.
    Renew(RenewLicence),
    /// A replacement was granted: the permit names another vehicle.
    ReplaceVehicle {
        /// The application that was granted.
        application_id: Uuid,
        /// The other vehicle.
        vehicle_id: Uuid,
    },
    /// The last valid day is past.
    Expire {
        /// The civil day of the command.
        today: NaiveDate,
    },
}

/// A licence to be issued.
#[derive(Debug, Clone)]
pub struct IssueLicence {
    /// Who or what may serve.
    pub subject: LicenceSubject,
    /// The licence's number, from the year's counter.
    pub number: String,
    /// The permit kind's code.
    pub permit_kind: String,
    /// The first valid day.
    pub starts_on: NaiveDate,
    /// The civil day of the command.
    pub today: NaiveDate,
    /// Validity in Solar Hijri years.
    pub term_years: u8,
    /// How far back a start may lie, in days.
    pub backdating_days: u16,
    /// How far ahead a start may lie, in days.
    pub forward_days: u16,
    /// The application that was granted; none where an officer records the licence.
    pub application_id: Option<Uuid>,
    /// The policy version that decides.
    pub policy_version: String,
}

/// A further term.
#[derive(Debug, Clone)]
pub struct RenewLicence {
    /// The application that was granted.
    pub application_id: Uuid,
    /// Whether it was sent before the last valid day was past.
    pub in_time: bool,
    /// The day on which its fee was paid.
    pub paid_on: NaiveDate,
    /// The further term in Solar Hijri years.
    pub term_years: u8,
    /// The policy version that decides.
    pub policy_version: String,
}

/// A licence as another register tells of it.
#[derive(Debug, Clone)]
pub struct ImportLicence {
    /// The vehicle.
    pub vehicle_id: Uuid,
    /// The register.
    pub source: String,
    /// The number in that register.
    pub number: String,
    /// The kind of permit.
    pub permit_kind: String,
    /// The standing in our words.
    pub standing: ImportedStanding,
    /// The source's own word.
    pub source_status: SourceStatus,
}

/// A suspension.
#[derive(Debug, Clone)]
pub struct SuspendLicence {
    /// The ground's code.
    pub ground: String,
    /// The grounds that policy offers.
    pub grounds: Vec<Choice>,
    /// What the officer noted.
    pub note: Option<Pii>,
    /// The first day without the right to serve.
    pub from: NaiveDate,
    /// The last such day; open where not given.
    pub until: Option<NaiveDate>,
    /// The civil day of the command.
    pub today: NaiveDate,
    /// The policy version that decides.
    pub policy_version: String,
}

/// The end of a suspension.
#[derive(Debug, Clone)]
pub struct LiftSuspension {
    /// The reason's code.
    pub reason: String,
    /// The reasons that policy offers.
    pub reasons: Vec<Choice>,
    /// What the officer noted.
    pub note: Option<Pii>,
    /// The policy version that decides.
    pub policy_version: String,
}

/// A revocation.
#[derive(Debug, Clone)]
pub struct RevokeLicence {
    /// The ground's code.
    pub ground: String,
    /// The grounds that policy offers.
    pub grounds: Vec<Choice>,
    /// What the officer noted.
    pub note: Option<Pii>,
    /// The policy version that decides.
    pub policy_version: String,
}
