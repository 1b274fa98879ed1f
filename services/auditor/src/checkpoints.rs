//! Up to where each read model must be replayed.

use crate::AuditError;
use crate::catalogue::Catalogued;
use crate::snapshot::Snapshot;
use sqlx::Row as _;
use std::collections::HashMap;
use uuid::Uuid;

/// The table's name.
pub(crate) const TABLE: &str = "checkpoints";
/// The columns of its key.
pub(crate) const KEY: [&str; 1] = ["model"];

/// What the live table says of a model: position, and the id of the event there.
pub(crate) type Standing = (Option<i64>, Option<Uuid>);

/// Reads the live checkpoints. A table that was taken away or mutilated says nothing; the
/// comparison will say so.
pub(crate) async fn standings(
    snapshot: &mut Snapshot,
    table: Option<&Catalogued>,
) -> Result<HashMap<String, Standing>, AuditError> {
    let kind = |column| table.filter(|table| table.readable).and_then(|table| table.kind(column));
    let whole = (kind("model"), kind("position"), kind("event_id")) == (Some("text"), Some("bigint"), Some("uuid"));
    if !whole {
        return Ok(HashMap::new());
    }
    snapshot.look_into_read().await?;
    let rows = sqlx::query(
        "/* checkpoints::standings */ SELECT model, position, event_id FROM checkpoints WHERE model IS NOT NULL ORDER BY model",
    )
    .fetch_all(&mut snapshot.db)
    .await?;
    snapshot.look_into_log().await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, (row.try_get(1)?, row.try_get(2)?)))).collect()
}

/// The position that a model's tables must stand for. The event's id is the second witness: where
/// it contradicts the position, the one that the log knows is believed, and the other cell is told
/// as a difference. Without a checkpoint that the log knows, it is the head.
pub(crate) async fn target(snapshot: &mut Snapshot, standing: Option<Standing>, head: i64) -> Result<i64, AuditError> {
    let (position, event_id) = standing.unwrap_or_default();
    let known = position.filter(|position| (0..=head).contains(position));
    if let Some(position) = known
        && snapshot.event_at(position).await? == event_id
    {
        return Ok(position);
    }
    if let Some(event_id) = event_id
        && let Some(named) = snapshot.position_of(event_id).await?
    {
        return Ok(named);
    }
    Ok(known.unwrap_or(head))
}
