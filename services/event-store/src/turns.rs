//! Whose turn it is: commands on one aggregate are decided one after another in a process.

use std::hash::{BuildHasher, RandomState};
use tokio::sync::{Mutex, MutexGuard};
use uuid::Uuid;

/// How many queues there are. Aggregates share them by chance; that costs time and nothing else.
const QUEUES: usize = 4_096;

/// Fair queues before aggregates. Without them, commands on a busy aggregate would all be decided
/// on the same state, and all but one decided again; the version check in the database stays what
/// makes them right.
pub(crate) struct Turns {
    queues: Vec<Mutex<()>>,
    hash: RandomState,
}

impl Default for Turns {
    fn default() -> Self {
        Self { queues: std::iter::repeat_with(Mutex::default).take(QUEUES).collect(), hash: RandomState::new() }
    }
}

impl Turns {
    /// Waits for this aggregate's turn, which lasts until the guard is dropped.
    pub async fn take(&self, kind: &'static str, id: Uuid) -> MutexGuard<'_, ()> {
        // The remainder is below the number of queues.
        let queue = self.hash.hash_one((kind, id)) as usize % QUEUES;
        self.queues[queue].lock().await
    }
}
