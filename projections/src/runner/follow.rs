//! Following the log for as long as the process lives.

use super::Projections;
use crate::ReadModel;
use event_store::{EventStore, lease};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// How long a leader leads without renewing. Short, since after a kill -9 the next process waits so
/// long, and readers with it; two leaders at once do no harm, for checkpoints are the fence.
const HOLD: Duration = Duration::from_secs(2);
/// How often others' appends are looked for; our own wake us at once.
const POLL: Duration = Duration::from_millis(250);

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
        let name = format!("projection:{}", model.name());
        let mut appended = store.appended();
        loop {
            match lease::lead(self.pool(), &name, self.inner.holder, HOLD).await {
                Ok(Some(_)) => loop {
                    match self.advance(model.as_ref()).await {
                        Ok(true) => {}
                        Ok(false) => break,
                        Err(error) => {
                            tracing::error!(model = model.name(), %error, "a read model stands still");
                            tokio::time::sleep(POLL * 8).await;
                            break;
                        }
                    }
                },
                Ok(None) => {}
                Err(error) => tracing::warn!(model = model.name(), %error, "the lead could not be asked for"),
            }
            tokio::select! {
                changed = appended.changed() => if changed.is_err() { tokio::time::sleep(POLL).await },
                () = tokio::time::sleep(POLL) => {}
            }
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
