//! What was read from the read models, kept for as long as it is what they say.
//!
//! Correctness never rests on it: whatever may have changed since is read again.

use crate::Projections;
use lru::LruCache;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Models that change with every passenger and say nothing of whether a car may serve. Any other
/// makes everything stale that was kept, those included that are yet to come.
const PASSENGERS_OWN: &[&str] =
    &["ratings", "complaints", "payments", "fares", "ledger", "rewards", "polls", "figures", "notices", "deadlines", "timeline"];

/// When something was read, in changes of the read models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp(u64);

/// How often the read models changed, and whether they are changing now.
#[derive(Default)]
pub(crate) struct Freshness {
    changing: AtomicU64,
    changes: AtomicU64,
    seen: Mutex<HashMap<&'static str, Seen>>,
}

/// Where a model stands, as far as this process knows.
#[derive(Default)]
struct Seen {
    /// Where it stood when this process last looked.
    at: Option<i64>,
    /// Where this process is bringing it. Others may see it there before we know that it is.
    bound: Option<i64>,
}

/// While it lives, this process is bringing a model somewhere.
pub(crate) struct Bound<'a> {
    freshness: &'a Freshness,
    model: &'static str,
    to: i64,
}

impl Bound<'_> {
    /// Says that it is there by our own doing.
    pub fn reached(self) {
        self.freshness.with(self.model, |seen| seen.at = Some(self.to));
    }
}

impl Drop for Bound<'_> {
    fn drop(&mut self) {
        self.freshness.with(self.model, |seen| seen.bound = None);
    }
}

/// While it lives, nothing that was kept is used; when it is dropped, all of it is stale.
pub(crate) struct Change<'a>(&'a Freshness);

impl Drop for Change<'_> {
    fn drop(&mut self) {
        self.0.changes.fetch_add(1, Ordering::SeqCst);
        self.0.changing.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Freshness {
    /// To be held while a model's rows change; nothing where they do not matter.
    pub fn change(&self, model: &str) -> Option<Change<'_>> {
        if PASSENGERS_OWN.contains(&model) {
            return None;
        }
        self.changing.fetch_add(1, Ordering::SeqCst);
        Some(Change(self))
    }

    /// Says where a model was seen. Where this process did not bring it there, another one did and
    /// changed it. What is further back was seen before it came to where we know it to be.
    pub fn note(&self, model: &'static str, position: i64) {
        let by_others = self.with(model, |seen| {
            let by_others = seen.bound != Some(position) && seen.at.is_none_or(|at| at < position);
            if by_others {
                seen.at = Some(position);
            }
            by_others
        });
        if by_others {
            drop(self.change(model));
        }
    }

    /// To be held while this process brings a model to a position.
    pub fn bound(&self, model: &'static str, to: i64) -> Bound<'_> {
        self.with(model, |seen| seen.bound = Some(to));
        Bound { freshness: self, model, to }
    }

    fn with<T>(&self, model: &'static str, of: impl FnOnce(&mut Seen) -> T) -> T {
        of(self.seen.lock().unwrap_or_else(PoisonError::into_inner).entry(model).or_default())
    }

    fn stamp(&self) -> Option<Stamp> {
        let stamp = Stamp(self.changes.load(Ordering::SeqCst));
        (self.changing.load(Ordering::SeqCst) == 0).then_some(stamp)
    }
}

impl Projections {
    /// To be taken before something is read that is to be kept; none while rows are changing.
    pub fn stamp(&self) -> Option<Stamp> {
        self.inner.freshness.stamp()
    }
}

/// How many queues of readers there are. Keys share them by chance; that costs time and nothing else.
const QUEUES: usize = 256;

/// Values that were read, the most recently used of them.
pub struct FreshCache<K, V> {
    kept: Mutex<LruCache<K, (Stamp, V)>>,
    readers: Vec<tokio::sync::Mutex<()>>,
    hash: RandomState,
}

impl<K: Hash + Eq, V: Clone> FreshCache<K, V> {
    /// Room for so many.
    pub fn new(size: NonZeroUsize) -> Self {
        let readers = std::iter::repeat_with(Default::default).take(QUEUES).collect();
        Self { kept: Mutex::new(LruCache::new(size)), readers, hash: RandomState::new() }
    }

    /// What was kept, or else what `read` finds. Of many who ask for the same at once, one reads.
    ///
    /// # Errors
    /// Those of `read`.
    pub async fn get_or_read<E>(&self, projections: &Projections, key: K, read: impl Future<Output = Result<V, E>>) -> Result<V, E> {
        if let Some(kept) = self.get(projections, &key) {
            return Ok(kept);
        }
        // The remainder is below the number of queues.
        let turn = self.readers[self.hash.hash_one(&key) as usize % QUEUES].lock().await;
        if let Some(kept) = self.get(projections, &key) {
            return Ok(kept);
        }
        let stamp = projections.stamp();
        if stamp.is_none() {
            // What is read while rows are changing is not kept: whoever waits would wait for nothing.
            drop(turn);
            return read.await;
        }
        let value = read.await?;
        self.keep(stamp, key, value.clone());
        Ok(value)
    }

    /// What was kept, where the read models say the same now.
    pub fn get<Q: Hash + Eq + ?Sized>(&self, projections: &Projections, key: &Q) -> Option<V>
    where
        K: std::borrow::Borrow<Q>,
    {
        let now = projections.stamp()?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (stamp, value) = kept.get(key)?;
        (*stamp == now).then(|| value.clone())
    }

    /// Keeps what was read after this stamp was taken.
    pub fn keep(&self, stamp: Option<Stamp>, key: K, value: V) {
        if let Some(stamp) = stamp {
            self.kept.lock().unwrap_or_else(PoisonError::into_inner).put(key, (stamp, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Freshness, PASSENGERS_OWN};
    use crate::models::all;

    #[test]
    fn what_passengers_do_all_day_makes_no_code_stale() {
        for aggregate in ["rating", "complaint", "payment", "reward_account", "poll", "poll_answer", "notice"] {
            for model in all().iter().filter(|model| model.wants(aggregate)) {
                assert!(PASSENGERS_OWN.contains(&model.name()), "{} changes with every {aggregate}", model.name());
            }
        }
    }

    #[test]
    fn what_was_read_before_or_during_a_change_is_not_what_is_so_after_it() {
        let freshness = Freshness::default();
        let before = freshness.stamp();
        assert_eq!(freshness.stamp(), before, "nothing happened");
        let change = freshness.change("register");
        assert_eq!(freshness.stamp(), None, "rows are changing");
        drop(change);
        assert_ne!(freshness.stamp(), before);
    }

    #[test]
    fn ratings_leave_the_page_of_a_car_as_it_is() {
        let freshness = Freshness::default();
        let before = freshness.stamp();
        drop(freshness.change("ratings"));
        assert_eq!(freshness.stamp(), before);
    }

    #[test]
    fn what_another_process_folded_is_noticed() {
        let freshness = Freshness::default();
        freshness.bound("register", 5).reached();
        let before = freshness.stamp();
        freshness.note("register", 5);
        assert_eq!(freshness.stamp(), before, "it is where we left it");
        freshness.note("register", 6);
        assert_ne!(freshness.stamp(), before);
    }

    #[test]
    fn our_own_doing_makes_nothing_stale_whoever_sees_it_first_or_late() {
        let freshness = Freshness::default();
        freshness.bound("register", 5).reached();
        let before = freshness.stamp();
        let bound = freshness.bound("register", 8);
        freshness.note("register", 8);
        bound.reached();
        freshness.note("register", 5);
        freshness.note("register", 8);
        assert_eq!(freshness.stamp(), before);
    }

    #[test]
    fn where_another_process_was_first_at_the_same_place_that_is_noticed() {
        let freshness = Freshness::default();
        freshness.bound("register", 5).reached();
        let before = freshness.stamp();
        drop(freshness.bound("register", 8));
        freshness.note("register", 8);
        assert_ne!(freshness.stamp(), before);
    }
}
