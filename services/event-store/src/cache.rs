//! Folded aggregates in memory. Correctness never rests on it: the writer checks every version.

use lru::LruCache;
use std::any::Any;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// A large city's cars, permits, people and agencies; a hundred megabytes or two where all are in use.
const AGGREGATES: NonZeroUsize = NonZeroUsize::new(200_000).expect("not zero");

type Folded = (Box<dyn Any + Send>, i64);

/// The most recently used aggregates with their sequence.
pub(crate) struct Cache(Mutex<LruCache<(&'static str, Uuid), Folded>>);

impl Default for Cache {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(AGGREGATES)))
    }
}

impl Cache {
    pub fn get<A: Clone + 'static>(&self, kind: &'static str, id: Uuid) -> Option<(A, i64)> {
        let mut cache = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (state, sequence) = cache.get(&(kind, id))?;
        state.downcast_ref::<A>().map(|state| (state.clone(), *sequence))
    }

    pub fn holds(&self, kind: &'static str, id: Uuid) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&(kind, id))
    }

    /// Keeps a state unless a newer one is there.
    pub fn put<A: Send + 'static>(&self, kind: &'static str, id: Uuid, state: A, sequence: i64) {
        let mut cache = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if cache.peek(&(kind, id)).is_none_or(|(_, known)| *known < sequence) {
            cache.put((kind, id), (Box::new(state), sequence));
        }
    }

    pub fn evict(&self, kind: &'static str, id: Uuid) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop(&(kind, id));
    }
}
