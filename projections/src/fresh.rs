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
    /// Where each model stood when this process last looked.
    seen: Mutex<HashMap<&'static str, i64>>,
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

    /// Says where a model stands. Where this process did not know, another one changed it.
    pub fn note(&self, model: &'static str, position: i64) {
        let before = self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(model, position);
        if before != Some(position) {
            drop(self.change(model));
        }
    }

    /// Says where a model stands by our own doing.
    pub fn moved(&self, model: &'static str, position: i64) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(model, position);
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
        freshness.moved("register", 5);
        let before = freshness.stamp();
        freshness.note("register", 5);
        assert_eq!(freshness.stamp(), before, "it is where we left it");
        freshness.note("register", 6);
        assert_ne!(freshness.stamp(), before);
    }
}
