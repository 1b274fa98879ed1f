//! A table's rows in the order of their key, a few thousand at a time.

use crate::AuditError;
use crate::catalogue::quoted;
use sqlx::{Executor, PgConnection, Row as _};
use std::collections::VecDeque;

/// Rows of one fetch.
const CHUNK: usize = 2_000;

/// A row: the texts of its key's columns, and every column's JSON text as the database writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyedRow {
    pub key: Vec<Option<String>>,
    pub cells: Vec<Option<String>>,
}

/// One side of a comparison. The order is that of the keys' texts, byte by byte.
pub(crate) struct Side<'c> {
    db: Option<&'c mut PgConnection>,
    ready: VecDeque<KeyedRow>,
}

impl<'c> Side<'c> {
    /// A side without a table.
    pub fn empty() -> Self {
        Self { db: None, ready: VecDeque::new() }
    }

    /// A side of given rows, which must be in order.
    #[cfg(test)]
    pub fn of(rows: Vec<KeyedRow>) -> Self {
        Self { db: None, ready: rows.into() }
    }

    /// The rows of a table in the first schema of the connection's search path, by a cursor of its
    /// transaction.
    pub async fn open(
        db: &'c mut PgConnection,
        table: &str,
        key: &[String],
        columns: &[String],
    ) -> Result<Self, AuditError> {
        // A table without a primary key is none of ours; where its rows stand must do as their key.
        let place = ["ctid".to_owned()];
        let key = if key.is_empty() { &place } else { key };
        let keys: Vec<String> = key.iter().map(|column| format!("{}::text", quoted(column))).collect();
        let cells: Vec<String> =
            columns.iter().map(|column| format!("pg_catalog.to_json({})::text", quoted(column))).collect();
        let order: Vec<String> = keys.iter().map(|key| format!("{key} COLLATE \"C\" NULLS FIRST")).collect();
        let sql = format!(
            "/* cursor::open */ DECLARE side NO SCROLL CURSOR FOR
             SELECT ARRAY[{}]::text[], ARRAY[{}]::text[] FROM {} ORDER BY {}",
            keys.join(", "),
            cells.join(", "),
            quoted(table),
            order.join(", ")
        );
        db.execute(sql.as_str()).await?;
        Ok(Self { db: Some(db), ready: VecDeque::new() })
    }

    /// The next row.
    pub async fn next(&mut self) -> Result<Option<KeyedRow>, AuditError> {
        if self.ready.is_empty()
            && let Some(db) = &mut self.db
        {
            let fetch = format!("/* cursor::next */ FETCH {CHUNK} FROM side");
            let rows = sqlx::query(&fetch).persistent(false).fetch_all(&mut **db).await?;
            if rows.len() < CHUNK {
                db.execute("/* cursor::next */ CLOSE side").await?;
                self.db = None;
            }
            for row in &rows {
                self.ready.push_back(KeyedRow { key: row.try_get(0)?, cells: row.try_get(1)? });
            }
        }
        Ok(self.ready.pop_front())
    }
}
