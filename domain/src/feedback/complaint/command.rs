use crate::feedback::rating::Ride;
use crate::kernel::Pii;
use crate::policy::Choice;
use chrono::{DateTime, NaiveDate, Utc};

/// What can be asked of a complaint.
#[derive(Debug, Clone)]
pub enum ComplaintCommand {
    /// A passenger complains.
    Lodge(LodgeComplaint),
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
