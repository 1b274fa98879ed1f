//! A record as it stood at a position, from the few events that concern it.

use crate::AuditError;
use event_store::history;
use projections::{ReadModel, Rows, Table, runner::fold_batch};
use serde::Serialize;
use serde_json::Value;
use sqlx::PgPool;

/// Folds a read model from the events at these positions alone, in order. What comes out is right
/// for rows that no other event touches: of a licence's timeline, its own row and its vehicle's.
///
/// # Errors
/// Where the log cannot be read or an event cannot be folded.
pub async fn replay_subject(pool: &PgPool, model: &dyn ReadModel, positions: &[i64]) -> Result<Rows, AuditError> {
    let events = history::at_positions(pool, positions).await?;
    let mut rows = Rows::from_nothing();
    fold_batch(model, &events, &mut rows)?;
    Ok(rows)
}

/// A row as it stood right after a position, folded from those of `positions`, the events that
/// concern it, that come no later. `None` where it did not exist yet.
///
/// # Errors
/// As [`replay_subject`].
pub async fn row_at(
    pool: &PgPool,
    model: &dyn ReadModel,
    table: Table,
    key: &(impl Serialize + Sync),
    positions: &[i64],
    position: i64,
) -> Result<Option<Value>, AuditError> {
    let until: Vec<i64> = positions.iter().copied().filter(|at| *at <= position).collect();
    let rows = replay_subject(pool, model, &until).await?;
    Ok(rows.row_json(table, &key_text(key))?)
}

/// The text by which [`Rows::row_json`] knows a row: the key's JSON.
pub fn key_text(key: &impl Serialize) -> String {
    serde_json::to_string(key).expect("keys are numbers, texts and ids")
}
