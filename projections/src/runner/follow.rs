//! Following the log for as long as the process lives.

use super::Projections;
use super::advance::BATCH;
use super::halt::lease_name;
use crate::{ProjectionError, ReadModel};
use event_store::lease::{self, Lead};
use event_store::patience::{PATIENCE, within};
use event_store::{EventStore, to_the_end, unending};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// How long a leader leads without renewing. Short, since after a kill -9 the next process waits so
/// long, and readers with it; two leaders at once do no harm, for checkpoints are the fence.
const HOLD: Duration = Duration::from_secs(2);
/// How long one batch may take. Longer than one silent connection holds up the reading for all.
const STEP: Duration = Duration::from_secs(20);
/// How long a model rests that stands still.
const PAUSE: Duration = Duration::from_secs(2);

impl Projections {
    /// Follows the log with every model, each in a task of its own, so that a slow or halted one
    /// holds up no other, and one that panics is begun again. The tasks end when the set is dropped.
    pub fn follow(&self, store: &EventStore) -> JoinSet<()> {
        let mut tasks = JoinSet::new();
        for model in self.models() {
            let (projections, model, store) = (self.clone(), model.clone(), store.clone());
            tasks.spawn(async move {
                unending(&lease_name(model.as_ref()), || projections.clone().follow_one(model.clone(), store.clone())).await;
            });
        }
        tasks
    }

    async fn follow_one(self, model: Arc<dyn ReadModel>, store: EventStore) {
        let mut lead = Lead::new(lease_name(model.as_ref()), self.inner.holder, HOLD);
        let mut wake = store.wake();
        // Where the model stands, for as long as we lead and nobody else moves it.
        let mut stands = None;
        let mut halted = false;
        loop {
            match lead.is_ours(self.pool()).await {
                Ok(true) => match self.go_on(model.as_ref(), stands, halted).await {
                    Ok(position) => (stands, halted) = (position, false),
                    Err(error) => {
                        (stands, halted) = (None, true);
                        self.stands_still(model.as_ref(), &error).await;
                        tokio::time::sleep(PAUSE).await;
                    }
                },
                Ok(false) => {
                    stands = None;
                    if let Err(error) = within(PATIENCE, self.notice(model.as_ref())).await {
                        tracing::warn!(model = model.name(), %error, "another process's progress could not be seen");
                    }
                }
                Err(error) => tracing::warn!(model = model.name(), %error, "the lead could not be asked for"),
            }
            stands = wake.next(stands).await;
        }
    }

    /// Follows to the end of the log. Where a model stood still, the event that comes next is tried alone
    /// first: before which one it stands is known.
    async fn go_on(&self, model: &dyn ReadModel, stands: Option<i64>, halted: bool) -> Result<Option<i64>, ProjectionError> {
        if halted {
            within(STEP, self.advance_from(model, stands, 1)).await?;
        }
        to_the_end(stands.filter(|_| !halted), STEP, |known| self.advance_from(model, known, BATCH)).await
    }

    /// Gives up every lead, so that the next process need not wait for its expiry.
    pub async fn step_down(&self) {
        for model in self.models() {
            if let Err(error) = lease::give_back(self.pool(), &lease_name(model.as_ref()), self.inner.holder).await {
                tracing::warn!(model = model.name(), %error, "a lead expires by itself");
            }
        }
    }
}
