//! The read models as they stood at a moment: counts and digests, no comparison.

use crate::fold::{Watch, fold};
use crate::snapshot::Snapshot;
use crate::{AuditError, Moment};
use event_store::City;
use projections::{ReadModel, Rows, Table};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// What the log makes of every read model at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replayed {
    /// How many events were replayed.
    pub events: i64,
    /// The moment's position.
    pub position: i64,
    /// Every table, by name.
    pub tables: Vec<ReplayedTable>,
    /// SHA-256, hex, over a line `name rows digest\n` for every table, by name.
    pub digest: String,
}

/// A table as it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplayedTable {
    /// Its name.
    pub table: String,
    /// How many rows it had.
    pub rows: usize,
    /// SHA-256, hex, over a line for every row: the row as one JSON object without spaces, its
    /// columns by name, nested objects likewise. The lines stand in the order of the rows' keys as
    /// JSON texts, byte by byte.
    pub digest: String,
}

/// Replays every read model to a moment, in memory.
///
/// The digests cover every column of every row of the given models, sealed texts as they are
/// sealed; they do not cover the log itself, nor checkpoints. Two replays to one position by one
/// version of the software agree, on whatever copy of the log and with or without its keys.
///
/// # Errors
/// [`AuditError::BeyondHead`], or where the log cannot be read or folded.
pub async fn replay_to(
    url: &str,
    city: &City,
    models: &[Arc<dyn ReadModel>],
    to: Moment,
    progress: Watch<'_>,
) -> Result<Replayed, AuditError> {
    let mut snapshot = Snapshot::take(url, city).await?;
    let head = snapshot.head().await?;
    let position = to.position(&mut snapshot.db).await?;
    if position > head {
        return Err(AuditError::BeyondHead { asked: position, head });
    }
    let mut events = 0;
    let mut tables = Vec::new();
    for model in models {
        let folded = fold(&mut snapshot.db, model.as_ref(), position, progress).await?;
        events = events.max(folded.events);
        for table in model.tables() {
            tables.push(digest_of(&folded.rows, *table)?);
        }
    }
    snapshot.close().await?;
    tables.sort_by(|one, other| one.table.cmp(&other.table));
    let mut all = Sha256::new();
    for table in &tables {
        all.update(format!("{} {} {}\n", table.table, table.rows, table.digest));
    }
    Ok(Replayed { events, position, tables, digest: hex(&all.finalize()) })
}

fn digest_of(rows: &Rows, table: Table) -> Result<ReplayedTable, AuditError> {
    let mut digest = Sha256::new();
    let mut count = 0;
    for row in rows.rows_json(table) {
        let mut line = String::new();
        canonical(&row?.1, &mut line);
        line.push('\n');
        digest.update(line);
        count += 1;
    }
    Ok(ReplayedTable { table: table.name.to_owned(), rows: count, digest: hex(&digest.finalize()) })
}

/// JSON with the keys of objects in order, whatever order serde_json was built to keep.
fn canonical(value: &Value, out: &mut String) {
    let separate = |out: &mut String, at: usize| {
        if at > 0 {
            out.push(',');
        }
    };
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            out.push('{');
            for (at, (name, member)) in members.into_iter().enumerate() {
                separate(out, at);
                out.push_str(&Value::from(name.as_str()).to_string());
                out.push(':');
                canonical(member, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                separate(out, at);
                canonical(item, out);
            }
            out.push(']');
        }
        plain => out.push_str(&plain.to_string()),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::canonical;
    use serde_json::json;

    #[test]
    fn canonical_json_has_its_keys_in_order_and_no_spaces() {
        let mut out = String::new();
        canonical(&json!({"b": [1, {"z": null, "a": "\"x\"\u{6f}"}], "a": true}), &mut out);
        assert_eq!(out, r#"{"a":true,"b":[1,{"a":"\"x\"o","z":null}]}"#);
    }
}
