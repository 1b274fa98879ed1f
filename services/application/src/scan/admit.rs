use crate::{Context, Failure};
use chrono::{DateTime, TimeDelta, Utc};
use lru::LruCache;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

/// What somebody without an account wants to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

impl Passenger {
    /// Writes from one address in an hour. A mobile operator's gateway speaks for many passengers, so
    /// this only slows machines; the car's own caps of the day are policy.
    fn an_hour(self) -> u32 {
        match self {
            // An answer comes with every rating.
            Self::Rates | Self::Answers => 120,
            Self::Pays => 240,
            Self::Complains => 30,
        }
    }
}

/// How many addresses are remembered of those that wrote.
const ADDRESSES: NonZeroUsize = NonZeroUsize::new(100_000).expect("not zero");

/// Who wrote within the hour, and how often, in this process's memory (ADR 0013).
pub struct Visitors(Mutex<LruCache<(Passenger, String), Hour>>);

impl Default for Visitors {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(ADDRESSES)))
    }
}

/// What one address wrote since it first did.
struct Hour {
    since: DateTime<Utc>,
    writes: u32,
}

impl Hour {
    fn holds(&self, now: DateTime<Utc>) -> bool {
        (TimeDelta::zero()..TimeDelta::hours(1)).contains(&(now - self.since))
    }
}

/// Counts a write of somebody who is known by an address only.
///
/// # Errors
/// [`Failure::TooMany`] where that address wrote too often within the hour.
pub fn admit(ctx: &Context, visitor: &str, passenger: Passenger) -> Result<(), Failure> {
    if !ctx.limits {
        return Ok(());
    }
    let now = ctx.clock.now();
    let mut visitors = ctx.visitors.0.lock().unwrap_or_else(PoisonError::into_inner);
    let hour = visitors.get_or_insert_mut((passenger, visitor.to_owned()), || Hour { since: now, writes: 0 });
    // Where the clock was set back, too, an hour begins anew.
    if !hour.holds(now) {
        *hour = Hour { since: now, writes: 0 };
    }
    hour.writes = hour.writes.saturating_add(1);
    if hour.writes <= passenger.an_hour() {
        return Ok(());
    }
    Err(Failure::too_many(hour.since + TimeDelta::hours(1), now))
}
