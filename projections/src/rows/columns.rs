//! What columns hold, as the database says.

use super::cells::Kind;
use crate::ProjectionError;
use crate::model::Table;
use sqlx::{PgConnection, Row as _};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// What it holds.
    pub kind: Kind,
    /// Its type, as a cast names it.
    pub type_name: String,
}

/// A table's columns by name.
pub(super) type Columns = HashMap<String, Column>;

/// The columns of tables that were written to. What a table is like is told by the code that makes
/// it, so it is asked for once.
#[derive(Default)]
pub struct KnownColumns(Mutex<HashMap<&'static str, Arc<Columns>>>);

impl KnownColumns {
    pub(super) async fn of(&self, db: &mut PgConnection, table: Table, suffix: &str) -> Result<Arc<Columns>, ProjectionError> {
        if let Some(known) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(table.name) {
            return Ok(known.clone());
        }
        let columns = Arc::new(look(db, table, suffix).await?);
        // A table that is not there may be made.
        if columns.is_empty() {
            return Ok(columns);
        }
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(table.name, columns.clone());
        Ok(columns)
    }
}

/// The columns of a table that exists.
pub(super) async fn look(db: &mut PgConnection, table: Table, suffix: &str) -> Result<Columns, ProjectionError> {
    let rows = sqlx::query(
        "/* columns::look */ SELECT a.attname::text, t.typcategory = 'A', t.typname IN ('json', 'jsonb'), format_type(a.atttypid, a.atttypmod)
         FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
         WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped",
    )
    .bind(format!("{}{suffix}", table.name))
    .fetch_all(db)
    .await?;
    let mut columns = HashMap::new();
    for row in rows {
        let kind = match (row.try_get(1)?, row.try_get(2)?) {
            (true, _) => Kind::Array,
            (_, true) => Kind::Json,
            _ => Kind::Plain,
        };
        columns.insert(row.try_get(0)?, Column { kind, type_name: row.try_get(3)? });
    }
    Ok(columns)
}
