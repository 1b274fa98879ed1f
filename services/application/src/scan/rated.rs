//! How often a car was rated today, for its cap of the day: a question with every rating.

use super::start_of_today;
use crate::{Context, Failure};
use chrono::{DateTime, TimeDelta, Utc};
use lru::LruCache;
use projections::ratings::query::given_since;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// When the read model is asked again: what other processes took is seen so late.
const ASKED_AGAIN: TimeDelta = TimeDelta::minutes(1);
/// Cars that are remembered.
const CARS: NonZeroUsize = NonZeroUsize::new(20_000).expect("not zero");

/// Cars that were rated today, and how often, in this process's memory (ADR 0013).
pub struct RatedToday(Mutex<LruCache<Uuid, Known>>);

impl Default for RatedToday {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(CARS)))
    }
}

#[derive(Clone, Copy)]
struct Known {
    midnight: DateTime<Utc>,
    asked_at: DateTime<Utc>,
    ratings: u32,
}

impl RatedToday {
    /// The car's ratings of the day: what the read model said a moment ago, and what came since.
    pub(super) async fn of(&self, ctx: &Context, vehicle_id: Uuid) -> Result<u32, Failure> {
        let (midnight, now) = (start_of_today(ctx), ctx.clock.now());
        let known = self.known(vehicle_id).filter(|known| known.midnight == midnight);
        if let Some(known) = known.filter(|known| (TimeDelta::zero()..ASKED_AGAIN).contains(&(now - known.asked_at))) {
            return Ok(known.ratings);
        }
        let (given, _) = given_since(ctx.pool(), vehicle_id, midnight).await?;
        let mut cars = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let today = cars.get(&vehicle_id).filter(|known| known.midnight == midnight);
        // What came in the meantime is not folded yet.
        let ratings = today.map_or(0, |known| known.ratings).max(given.cast_unsigned());
        cars.put(vehicle_id, Known { midnight, asked_at: now, ratings });
        Ok(ratings)
    }

    /// Says that there is one more.
    pub(super) fn one_more(&self, vehicle_id: Uuid) {
        let mut cars = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = cars.get_mut(&vehicle_id) {
            known.ratings = known.ratings.saturating_add(1);
        }
    }

    fn known(&self, vehicle_id: Uuid) -> Option<Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&vehicle_id).copied()
    }
}
