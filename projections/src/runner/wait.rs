//! Reading one's own writes.

use super::{Checkpoint, Projections};
use crate::ProjectionError;
use std::time::Duration;
use tokio::sync::watch;

/// How often other processes' progress is looked for.
const POLL: Duration = Duration::from_millis(20);

/// How many looks lie between two at whether those who are behind stand still.
const LOOKS: u32 = 8;

/// Which models are waited for.
#[derive(Clone, Copy)]
enum Whom<'a> {
    /// Every one.
    All,
    /// Every one that does not stand still.
    Moving,
    /// The one of this name.
    One(&'a str),
}

impl Whom<'_> {
    fn includes(self, at: &Checkpoint) -> bool {
        match self {
            Self::All | Self::Moving => true,
            Self::One(name) => at.model == name,
        }
    }
}

impl Projections {
    /// Tells whenever a model moves in this process. Others' progress is seen by looking only.
    pub fn changes(&self) -> watch::Receiver<()> {
        self.inner.moved.subscribe()
    }

    /// Waits until every model has folded a position. False where that took too long.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn wait_for(&self, position: i64, limit: Duration) -> Result<bool, ProjectionError> {
        self.wait(position, limit, Whom::All).await
    }

    /// Waits until one model has folded a position. False where that took too long.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn wait_for_one(&self, model: &str, position: i64, limit: Duration) -> Result<bool, ProjectionError> {
        self.wait(position, limit, Whom::One(model)).await
    }

    /// The same, but for models that stand still: waiting for those helps nobody.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn wait_for_moving(&self, position: i64, limit: Duration) -> Result<bool, ProjectionError> {
        self.wait(position, limit, Whom::Moving).await
    }

    async fn wait(&self, position: i64, limit: Duration, whom: Whom<'_>) -> Result<bool, ProjectionError> {
        let mut moved = self.inner.moved.subscribe();
        let reached = async {
            let mut looks = 0;
            loop {
                looks += 1;
                moved.mark_unchanged();
                // Noted too, so that nothing is shown from memory that others have changed.
                let stands = self.checkpoints().await?;
                for model in self.models() {
                    if let Some(at) = stands.iter().find(|at| at.model == model.name()) {
                        self.inner.freshness.note(model.name(), at.position);
                    }
                }
                let behind: Vec<_> = stands.iter().filter(|at| whom.includes(at) && at.position < position).cloned().collect();
                if behind.is_empty() && !stands.is_empty() {
                    return Ok(());
                }
                if matches!(whom, Whom::Moving) && looks % LOOKS == 0 && !stands.is_empty() && self.halts_at(&behind).await?.len() == behind.len() {
                    return Ok(());
                }
                let _ = tokio::time::timeout(POLL, moved.changed()).await;
            }
        };
        match tokio::time::timeout(limit, reached).await {
            Ok(Ok(())) => Ok(true),
            Ok(Err(error)) => Err(error),
            Err(_) => Ok(false),
        }
    }
}
