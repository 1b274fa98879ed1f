//! Bringing a city to rest: every reactor and read model at the head of the log.

use crate::reactors::Reactors;
use crate::{Context, Failure};

impl Context {
    /// Runs reactors and read models until nothing is left to do. Harmless beside a server that does
    /// the same: checkpoints fence the read models, ids the reactors' commands.
    ///
    /// # Errors
    /// Where a read model halts or a reactor fails.
    pub async fn settle(&self) -> Result<(), Failure> {
        let reactors = Reactors::new(self.clone());
        while reactors.catch_up().await? {}
        self.projections.catch_up().await?;
        Ok(())
    }
}
