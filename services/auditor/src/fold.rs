//! Folding a read model in memory through a connection of the caller's, and so through its snapshot.

use crate::AuditError;
use event_store::history;
use projections::{ReadModel, Rows, runner::fold_batch};
use sqlx::PgConnection;

/// Events of one read.
const BATCH: i64 = 2_000;

/// How far a replay has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// The read model that is being folded.
    pub model: &'a str,
    /// The last position that was folded.
    pub position: i64,
    /// The position that it is folded to.
    pub to: i64,
}

/// Where to tell of progress.
pub(crate) type Watch<'a> = &'a (dyn Fn(Progress<'_>) + Sync);

/// What a fold gave.
pub(crate) struct Folded {
    pub rows: Rows,
    /// How many events were read.
    pub events: i64,
    /// The first event that the model wanted.
    pub first: Option<i64>,
}

/// Folds a model from nothing up to a position.
pub(crate) async fn fold(
    db: &mut PgConnection,
    model: &dyn ReadModel,
    to: i64,
    watch: Watch<'_>,
) -> Result<Folded, AuditError> {
    let mut folded = Folded { rows: Rows::from_nothing(), events: 0, first: None };
    let mut position = 0;
    while position < to {
        let events = history::after(db, position, BATCH.min(to - position)).await?;
        // A hole would give events beyond `to`; the replay ends at its position all the same.
        let events: Vec<_> = events.into_iter().filter(|event| event.position <= to).collect();
        let Some(last) = events.last() else { break };
        position = last.position;
        folded.events += events.len() as i64;
        if folded.first.is_none() {
            folded.first = events.iter().find(|event| model.wants(&event.aggregate_type)).map(|event| event.position);
        }
        fold_batch(model, &events, &mut folded.rows)?;
        watch(Progress { model: model.name(), position, to });
    }
    Ok(folded)
}
