use super::Outcome;
use crate::feedback::rating::Ride;
use crate::kernel::Pii;
use crate::policy::{Choice, ResolutionReason};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// What can be asked of a complaint.
#[derive(Debug, Clone)]
pub enum ComplaintCommand {
    /// A passenger complains.
    Lodge(LodgeComplaint),
    /// An officer writes to the passenger.
    AnswerPassenger(AnswerPassenger),
    /// An officer asks the driver.
    AskDriver(AskDriver),
    /// The driver tells what happened.
    HearDriver(HearDriver),
    /// An officer decides.
    Resolve(ResolveComplaint),
}

/// A complaint as the passenger lodges it.
#[derive(Debug, Clone)]
pub struct LodgeComplaint {
    /// Whose ride it was.
    pub ride: Ride,
    /// The category's code.
    pub category: String,
    /// The categories that policy offers.
    pub categories: Vec<Choice>,
    /// What happened, in the passenger's words.
    pub text: Pii,
    /// When it happened, where said.
    pub occurred_at: Option<DateTime<Utc>>,
    /// A mobile number for the answer, where given.
    pub mobile: Option<Pii>,
    /// SHA-256 of the tracking code, hex.
    pub tracking_sha256: String,
    /// The day by which it is answered.
    pub answer_by: NaiveDate,
    /// The moment of the command.
    pub at: DateTime<Utc>,
    /// The policy version that decides.
    pub policy_version: String,
}

/// What an officer writes to the passenger.
#[derive(Debug, Clone)]
pub struct AnswerPassenger {
    /// The person behind the officer's account.
    pub officer_person_id: Option<Uuid>,
    /// The answer.
    pub text: Pii,
}

/// What an officer lets the driver know, to be answered.
#[derive(Debug, Clone)]
pub struct AskDriver {
    /// The person behind the officer's account.
    pub officer_person_id: Option<Uuid>,
    /// What is complained of, without anything that tells who complains.
    pub account: Pii,
    /// The driver's last day to answer.
    pub answer_by: NaiveDate,
    /// The policy version that set the day.
    pub policy_version: String,
}

/// What a driver says.
#[derive(Debug, Clone)]
pub struct HearDriver {
    /// Who says it.
    pub person_id: Uuid,
    /// What happened, in the driver's words.
    pub text: Pii,
    /// The civil day.
    pub today: NaiveDate,
}

/// A decision on a complaint.
#[derive(Debug, Clone)]
pub struct ResolveComplaint {
    /// The person behind the officer's account.
    pub officer_person_id: Option<Uuid>,
    /// How it ends.
    pub outcome: Outcome,
    /// Why, by the code of policy.
    pub reason: String,
    /// The reasons that policy offers.
    pub reasons: Vec<ResolutionReason>,
    /// What the passenger should know.
    pub note: Option<Pii>,
    /// The civil day.
    pub today: NaiveDate,
    /// The policy version that decides.
    pub policy_version: String,
}
