//! Following the log for as long as the process lives.

use super::Projections;
use crate::ReadModel;
use event_store::lease::{self, Lead};
use event_store::{EventStore, to_the_end};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// How long a leader leads without renewing. Short, since after a kill -9 the next process waits so
/// long, and readers with it; two leaders at once do no harm, for checkpoints are the fence.
const HOLD: Duration = Duration::from_secs(2);
/// How long a model rests that stands still.
const PAUSE: Duration = Duration::from_secs(2);

impl Projections {
    /// Follows the log with every model, each in a task of its own, so that a slow or halted one
    /// holds up no other. The tasks end when the set is dropped.
    pub fn follow(&self, store: &EventStore) -> JoinSet<()> {
        let mut tasks = JoinSet::new();
        for model in self.models() {
            tasks.spawn(self.clone().follow_one(model.clone(), store.clone()));
        }
        tasks
    }

    async fn follow_one(self, model: Arc<dyn ReadModel>, store: EventStore) {
        let mut lead = Lead::new(format!("projection:{}", model.name()), self.inner.holder, HOLD);
        let mut wake = store.wake();
        // Where the model stands, for as long as we lead and nobody else moves it.
        let mut stands = None;
        loop {
            match lead.is_ours(self.pool()).await {
                Ok(true) => match to_the_end(stands, |known| self.advance_from(model.as_ref(), known)).await {
                    Ok(position) => stands = position,
                    Err(error) => {
                        stands = None;
                        tracing::error!(model = model.name(), %error, "a read model stands still");
                        tokio::time::sleep(PAUSE).await;
                    }
                },
                Ok(false) => {
                    stands = None;
                    if let Err(error) = self.notice(model.as_ref()).await {
                        tracing::warn!(model = model.name(), %error, "another process's progress could not be seen");
                    }
                }
                Err(error) => tracing::warn!(model = model.name(), %error, "the lead could not be asked for"),
            }
            wake.next(stands).await;
        }
    }

    /// Gives up every lead, so that the next process need not wait for its expiry.
    pub async fn step_down(&self) {
        for model in self.models() {
            let name = format!("projection:{}", model.name());
            if let Err(error) = lease::give_back(self.pool(), &name, self.inner.holder).await {
                tracing::warn!(model = model.name(), %error, "a lead expires by itself");
            }
        }
    }
}
