//! When those who follow the log look at it again.

use crate::EventStore;
use crate::patience::within;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// How often others' appends are looked for; our own wake us at once.
const POLL: Duration = Duration::from_millis(250);
/// The beat to which those look again who have looked, so that under load one look finds many events,
/// and what many then ask is asked together. Who has rested since the last beat is woken at once.
const BEAT: Duration = Duration::from_millis(50);

/// How far a follower came with what it read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advanced {
    /// Nothing was left.
    Nowhere,
    /// To this position, where the log ended when somebody last read its end. What came meanwhile is
    /// for the next look: who goes on at once under load reads a few events at a time, and costs
    /// everybody more than the events do.
    ToTheEnd(i64),
    /// To this position, somewhere before the end.
    OnTheWay(i64),
    /// Another process was first. Where it stands must be asked.
    Overtaken,
}

/// Advances from where a follower is known to stand until nothing is left for this look; gives where it
/// stands then, where that is known. No step takes longer than `limit`: the database may be silent.
///
/// # Errors
/// The first of `advance`.
pub async fn to_the_end<E: From<sqlx::Error>, F: Future<Output = Result<Advanced, E>>>(
    mut stands: Option<i64>,
    limit: Duration,
    advance: impl Fn(Option<i64>) -> F,
) -> Result<Option<i64>, E> {
    loop {
        match within(limit, advance(stands)).await? {
            Advanced::OnTheWay(position) => stands = Some(position),
            Advanced::Overtaken => stands = None,
            Advanced::ToTheEnd(position) => return Ok(Some(position)),
            Advanced::Nowhere => return Ok(stands),
        }
    }
}

/// After which a follower asks again where it stands. A database that falls may lose where it was, which
/// was written without waiting for the disk, and come back before its follower has missed it; were it not
/// asked for, nothing would be noticed before the next event.
const ASKED_AGAIN: Duration = Duration::from_secs(1);

/// Wakes a follower.
pub struct Wake {
    appended: watch::Receiver<i64>,
    last: Instant,
    /// When it last asked where it stands.
    asked: Instant,
}

impl EventStore {
    /// A wake for one follower.
    pub fn wake(&self) -> Wake {
        let now = Instant::now();
        Wake { appended: self.appended(), last: now, asked: now }
    }
}

impl Wake {
    /// Waits until there may be something new for whoever has come to a position, where they know. Gives
    /// where they stand, unless it is time to ask again.
    pub async fn next(&mut self, reached: Option<i64>) -> Option<i64> {
        // What woke them may lie behind the end that they were shown.
        let behind = reached.is_some_and(|reached| reached < *self.appended.borrow_and_update());
        if !behind {
            let changed = tokio::time::timeout(POLL, self.appended.changed()).await;
            if changed.is_ok_and(|changed| changed.is_err()) {
                // The writer is gone; other processes' may go on.
                tokio::time::sleep(POLL).await;
            }
        }
        tokio::time::sleep_until(beat_after(self.last)).await;
        self.last = Instant::now();
        let known = reached.filter(|_| self.last - self.asked < ASKED_AGAIN);
        if known.is_none() {
            self.asked = self.last;
        }
        known
    }
}

/// The process's next beat after a moment.
fn beat_after(moment: Instant) -> Instant {
    static FIRST: LazyLock<Instant> = LazyLock::new(Instant::now);
    let passed = moment.saturating_duration_since(*FIRST).as_millis() / BEAT.as_millis();
    // A process ends before its beats are as many as that.
    *FIRST + BEAT * u32::try_from(passed + 1).unwrap_or(u32::MAX)
}
