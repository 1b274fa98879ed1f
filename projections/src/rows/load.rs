//! Rows that a fold asked for, from their tables.

use super::{Kept, Rows, keep, key_text};
use crate::ProjectionError;
use crate::model::{Row, Table};
use serde_json::Value;
use sqlx::PgConnection;

/// How a missing row is asked for and read back.
#[derive(Clone)]
pub(super) struct Loader {
    pub key: Value,
    pub read: fn(&str) -> Result<(String, Kept), serde_json::Error>,
}

impl Loader {
    pub fn of<R: Row>(key: &R::Key) -> Self {
        Self {
            key: key_object(R::TABLE, key),
            read: |json| {
                let row: R = serde_json::from_str(json)?;
                Ok((key_text(&row.key()), keep(row, 0)))
            },
        }
    }
}

impl Rows {
    /// Whether the fold asked for rows that were not loaded.
    pub(crate) fn lacks_rows(&self) -> bool {
        !self.missing.is_empty()
    }

    /// Forgets what the fold did, and loads what it asked for.
    pub(crate) async fn load_missing(&mut self, db: &mut PgConnection) -> Result<(), ProjectionError> {
        self.changed.clear();
        for (table, wanted) in std::mem::take(&mut self.missing) {
            let Some(read) = wanted.values().next().map(|loader| loader.read) else { continue };
            let keys = Value::Array(wanted.values().map(|loader| loader.key.clone()).collect());
            // One look into the key for each: were they joined, a table of whose size nothing is known yet
            // would be read whole.
            let sql = format!(
                "/* rows::load_missing */ SELECT to_json(t)::text FROM json_populate_recordset(NULL::{0}, $1::json) k
                 CROSS JOIN LATERAL (SELECT o.* FROM {0} o WHERE {1} OFFSET 0) t",
                table.name,
                table.key.iter().map(|column| format!("o.{column} = k.{column}")).collect::<Vec<_>>().join(" AND ")
            );
            let found: Vec<String> = sqlx::query_scalar(&sql).bind(keys.to_string()).fetch_all(&mut *db).await?;
            let loaded = self.loaded.entry(table).or_default();
            loaded.extend(wanted.into_keys().map(|text| (text, None)));
            for json in found {
                let (text, kept) = read(&json).map_err(|source| ProjectionError::Row { table: table.name, source })?;
                loaded.insert(text, Some(kept));
            }
        }
        Ok(())
    }
}

fn key_object<K: serde::Serialize>(table: Table, key: &K) -> Value {
    let values = match serde_json::to_value(key).expect("keys are numbers, texts and ids") {
        Value::Array(values) => values,
        single => vec![single],
    };
    Value::Object(table.key.iter().map(|column| (*column).to_owned()).zip(values).collect())
}
