use super::Ride;
use crate::kernel::Pii;
use crate::policy::Choice;

/// What can be asked of a rating.
#[derive(Debug, Clone)]
pub enum RatingCommand {
    /// A passenger rates a ride.
    Rate(RateRide),
}

/// A rating as the passenger gives it.
#[derive(Debug, Clone)]
pub struct RateRide {
    /// Whose ride it was, as the scanned code stood for it.
    pub ride: Ride,
    /// One to five.
    pub stars: u8,
    /// Codes of what was ticked.
    pub tags: Vec<String>,
    /// The tags that policy offers.
    pub offered_tags: Vec<Choice>,
    /// A free text.
    pub comment: Option<Pii>,
    /// The policy version that decides.
    pub policy_version: String,
}
