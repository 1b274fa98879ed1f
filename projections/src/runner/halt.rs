//! Models that stand still before an event which they cannot read.

use super::{Checkpoint, Projections};
use crate::{ProjectionError, ReadModel};
use event_store::{Recorded, history};

/// A model that stands still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halt {
    /// The model's name.
    pub model: &'static str,
    /// The event that it cannot read.
    pub position: i64,
    /// Why.
    pub reason: String,
}

/// A model folds up to whatever it cannot read, so it stands still where that comes next.
fn halted_at(model: &dyn ReadModel, next: &Recorded) -> Option<Halt> {
    if !model.wants(&next.aggregate_type) {
        return None;
    }
    let reason = next.decode().err()?.to_string();
    Some(Halt { model: model.name(), position: next.position, reason })
}

impl Projections {
    /// The models that stand still, seen from the log and the checkpoints alone: every process sees
    /// the same.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn halts(&self) -> Result<Vec<Halt>, ProjectionError> {
        let checkpoints = self.checkpoints().await?;
        self.halts_at(&checkpoints).await
    }

    /// The same, where the checkpoints are known.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn halts_at(&self, checkpoints: &[Checkpoint]) -> Result<Vec<Halt>, ProjectionError> {
        let next: Vec<i64> = checkpoints.iter().map(|at| at.position + 1).collect();
        let next = history::at_positions(self.pool(), &next).await?;
        let halt = |model: &dyn ReadModel| {
            let at = checkpoints.iter().find(|at| at.model == model.name())?;
            halted_at(model, next.iter().find(|event| event.position == at.position + 1)?)
        };
        Ok(self.models().iter().filter_map(|model| halt(model.as_ref())).collect())
    }
}
