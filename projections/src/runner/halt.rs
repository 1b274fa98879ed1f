//! Models that stand still before an event which they cannot fold.

use super::{Checkpoint, Projections};
use crate::{ProjectionError, ReadModel};
use event_store::patience::{PATIENCE, within};
use event_store::standstill::{self, Standstill};
use event_store::{Recorded, history};

/// A model that stands still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halt {
    /// The model's name.
    pub model: &'static str,
    /// The event that it cannot fold.
    pub position: i64,
    /// Why.
    pub reason: String,
}

/// What a model's lead is called, and where it is noted that it stands still.
pub(super) fn lease_name(model: &dyn ReadModel) -> String {
    format!("projection:{}", model.name())
}

/// A model folds up to whatever it cannot read, so it stands still where that comes next.
fn cannot_read(model: &dyn ReadModel, next: &Recorded) -> Option<String> {
    if !model.wants(&next.aggregate_type) {
        return None;
    }
    Some(next.decode().err()?.to_string())
}

impl Projections {
    /// The models that stand still: before an event that they cannot read, as log and checkpoints say,
    /// or before one whose rows the database refuses, or with tables that cannot be made anew, as some
    /// process has noted. Every process sees the same.
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
        let noted = standstill::noted(self.pool()).await?;
        let halt = |model: &dyn ReadModel| {
            let position = checkpoints.iter().find(|at| at.model == model.name())?.position + 1;
            let unread = next.iter().find(|event| event.position == position).and_then(|next| cannot_read(model, next));
            let noted = || noted.iter().find(|noted| noted.position == position && noted.follower == lease_name(model));
            let reason = unread.or_else(|| noted().map(|noted| noted.reason.clone()))?;
            Some(Halt { model: model.name(), position, reason })
        };
        Ok(self.models().iter().filter_map(|model| halt(model.as_ref())).collect())
    }

    /// Says that a model stands still, and notes it for all to see where it does not pass by itself.
    pub(super) async fn stands_still(&self, model: &dyn ReadModel, error: &ProjectionError) {
        tracing::error!(model = model.name(), %error, "a read model stands still");
        // Tables of a later version are followed by whoever made them.
        if error.passes_by_itself() || matches!(error, ProjectionError::OtherVersion(_)) {
            return;
        }
        if let Err(error) = within(PATIENCE, self.note(model, error.to_string())).await {
            tracing::warn!(model = model.name(), %error, "that it stands still could not be noted");
        }
    }

    async fn note(&self, model: &dyn ReadModel, reason: String) -> Result<(), ProjectionError> {
        let Some(position) = self.notice(model).await? else { return Ok(()) };
        Ok(standstill::note(self.pool(), &Standstill { follower: lease_name(model), position: position + 1, reason }).await?)
    }
}
