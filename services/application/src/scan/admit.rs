use crate::ops::limits;
use crate::{Context, Failure};
use chrono::TimeDelta;

/// What somebody without an account wants to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passenger {
    /// A rating.
    Rates,
    /// A complaint.
    Complains,
    /// A fare.
    Pays,
    /// An answer to a poll.
    Answers,
}

/// Ratings from one address in an hour: a mobile operator's gateway speaks for many passengers, so
/// this only slows machines; the car's own caps of the day are policy.
const RATINGS_PER_HOUR: u32 = 120;
/// Fares begun from one address in an hour.
const FARES_PER_HOUR: u32 = 240;
/// Complaints from one address in an hour.
const COMPLAINTS_PER_HOUR: u32 = 30;

/// Counts a write of somebody who is known by an address only.
///
/// # Errors
/// [`Failure::TooMany`] where that address wrote too often within the hour.
pub async fn admit(ctx: &Context, visitor: &str, passenger: Passenger) -> Result<(), Failure> {
    let (bucket, uses) = match passenger {
        Passenger::Rates => ("ratings-of-visitor", RATINGS_PER_HOUR),
        Passenger::Pays => ("fares-of-visitor", FARES_PER_HOUR),
        Passenger::Complains => ("complaints-of-visitor", COMPLAINTS_PER_HOUR),
        // One comes with every rating, so the same holds.
        Passenger::Answers => ("poll-answers-of-visitor", RATINGS_PER_HOUR),
    };
    limits::count(ctx, bucket, visitor, uses, TimeDelta::hours(1)).await
}
