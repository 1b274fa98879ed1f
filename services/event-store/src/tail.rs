//! The end of the log in memory: many follow it, and all of them want the same few events.

use crate::history::{self, PassedOver, Stretch};
use crate::patience::{Held, PATIENCE, within};
use crate::{Recorded, StoreError};
use sqlx::PgPool;
use std::collections::VecDeque;
use std::sync::Arc;
use tokio::sync::Mutex;

/// Events that are kept.
const KEPT: usize = 2_000;

/// The last events of the log that somebody has read, without a hole. Events never change, so what is
/// kept is what stands there.
#[derive(Default)]
pub struct Tail(Mutex<VecDeque<Arc<Recorded>>>);

impl Tail {
    /// The next `length` positions after this one, or as many as there are; `None` where there is none.
    /// Whoever stands at the end reads for all others; whoever is far behind reads alone, and whoever is
    /// ahead of what is kept begins anew. Since the others wait for whoever reads, reading has an end.
    ///
    /// # Errors
    /// Where the database does not answer in time.
    pub async fn stretch(&self, log: &PgPool, position: i64, length: i64, over: &PassedOver) -> Result<Option<Stretch>, StoreError> {
        let mut kept = self.0.lock().await;
        if kept.front().is_some_and(|first| position + 1 < first.position) {
            drop(kept);
            return within(PATIENCE, async {
                let mut db = Held::of(log).await?;
                let stretch = history::stretch(&mut db, position, length, over).await?;
                db.give_back();
                Ok(stretch)
            })
            .await;
        }
        if kept.back().is_some_and(|last| position > last.position) {
            kept.clear();
        }
        if kept.back().is_none_or(|last| position == last.position) {
            let more = within(PATIENCE, async {
                let mut db = Held::of(log).await?;
                let more = history::between(&mut *db, position, position + length).await?;
                db.give_back();
                Ok::<_, StoreError>(more)
            });
            let more = more.await?;
            kept.extend(more.into_iter().map(Arc::new));
            let surplus = kept.len().saturating_sub(KEPT);
            kept.drain(..surplus);
        }
        let next: Vec<&Arc<Recorded>> = kept.iter().filter(|event| event.position > position && event.position <= position + length).collect();
        let Some(last) = next.last() else { return Ok(None) };
        let events = next.iter().filter(|event| !over.passes(event)).map(|event| Arc::clone(event)).collect();
        Ok(Some(Stretch { last: last.position, last_event: last.event_id, full: last.position - position == length, events }))
    }
}
