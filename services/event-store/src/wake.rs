//! When those who follow the log look at it again.

use crate::EventStore;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// How often others' appends are looked for; our own wake us at once.
const POLL: Duration = Duration::from_millis(250);
/// How long lies at least between two looks, so that under load one look finds many events. Who has
/// rested for as long is woken without delay.
const PACE: Duration = Duration::from_millis(50);

/// How far a follower came with what it read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advanced {
    /// Nothing was left.
    Nowhere,
    /// To this position, where the log ended when somebody last read its end. What came meanwhile is
    /// for the next look: who goes on at once under load reads a few events at a time, and costs
    /// everybody more than the events do.
    ToTheEnd(i64),
    /// Somewhere before the end.
    OnTheWay,
}

/// Wakes a follower.
pub struct Wake {
    appended: watch::Receiver<i64>,
    last: Instant,
}

impl EventStore {
    /// A wake for one follower.
    pub fn wake(&self) -> Wake {
        Wake { appended: self.appended(), last: Instant::now() }
    }
}

impl Wake {
    /// Waits until there may be something new for whoever has come to a position, where they know.
    pub async fn next(&mut self, reached: Option<i64>) {
        // What woke them may lie behind the end that they were shown.
        let behind = reached.is_some_and(|reached| reached < *self.appended.borrow_and_update());
        if !behind {
            let changed = tokio::time::timeout(POLL, self.appended.changed()).await;
            if changed.is_ok_and(|changed| changed.is_err()) {
                // The writer is gone; other processes' may go on.
                tokio::time::sleep(POLL).await;
            }
        }
        tokio::time::sleep_until(self.last + PACE).await;
        self.last = Instant::now();
    }
}
