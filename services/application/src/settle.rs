//! Bringing a city to rest.

use crate::notices::Sender;
use crate::reactors::Reactors;
use crate::scheduler::Scheduler;
use crate::{Context, Failure};

impl Context {
    /// Runs reactors and read models until every one is at the head of the log, but for read models that
    /// stand still. Harmless beside a server that does the same: checkpoints fence the read models, ids the
    /// reactors' commands.
    ///
    /// # Errors
    /// Where the database does not answer, or what a reactor waits for, once all others are done.
    pub async fn settle(&self) -> Result<(), Failure> {
        let reactors = Reactors::new(self.clone());
        loop {
            let head = self.store.head().await?;
            // First, for what some reactors wait for; last, too, where there was nothing left to follow up.
            self.projections.catch_up().await?;
            // What a server's reactors did meanwhile is yet to be folded.
            if !reactors.catch_up().await? && self.store.head().await? == head {
                return Ok(());
            }
        }
    }

    /// The same after a command that is done, whatever becomes of what follows from it: a server, or the
    /// next call, goes on with that.
    pub async fn settle_after(&self) {
        if let Err(error) = self.settle().await {
            tracing::warn!(%error, "the command is done; what follows from it is not, and goes on by itself");
        }
    }

    /// The same, and does what is due by the clock and sends what is to be sent, with all that follows
    /// from it, until nothing is left to do.
    ///
    /// # Errors
    /// Those of [`Self::settle`], and where something that is due cannot be done.
    pub async fn settle_what_is_due(&self) -> Result<(), Failure> {
        let (scheduler, sender) = (Scheduler::new(self.clone()), Sender::new(self.clone()));
        self.settle().await?;
        while scheduler.catch_up().await? || sender.catch_up().await? {
            self.settle().await?;
        }
        Ok(())
    }
}
