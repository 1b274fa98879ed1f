//! Reading one's own writes.

use super::Projections;
use crate::ProjectionError;
use std::time::Duration;

/// How often other processes' progress is looked for.
const POLL: Duration = Duration::from_millis(20);

impl Projections {
    /// Waits until every model has folded a position. False where that took too long.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn wait_for(&self, position: i64, limit: Duration) -> Result<bool, ProjectionError> {
        let mut moved = self.inner.moved.subscribe();
        let reached = async {
            loop {
                moved.mark_unchanged();
                // Noted too, so that nothing is shown from memory that others have changed.
                let stands: Vec<(String, i64)> =
                    sqlx::query_as("/* wait::wait_for */ SELECT model, position FROM checkpoints").fetch_all(self.pool()).await?;
                for model in self.models() {
                    if let Some((_, stands)) = stands.iter().find(|(name, _)| name == model.name()) {
                        self.inner.freshness.note(model.name(), *stands);
                    }
                }
                if stands.iter().all(|(_, stands)| *stands >= position) && !stands.is_empty() {
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
