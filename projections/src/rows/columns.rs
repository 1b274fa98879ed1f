//! What columns hold, as the database says.

use super::cells::Kind;
use crate::ProjectionError;
use crate::model::Table;
use serde::ser::Error as _;
use sqlx::PgConnection;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What a table's columns hold, by their names.
pub(super) type Columns = HashMap<String, Kind>;

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
    let rows: Vec<(String, String)> = sqlx::query_as(
        "/* columns::look */ SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute
         WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped",
    )
    .bind(format!("{}{suffix}", table.name))
    .fetch_all(db)
    .await?;
    let column = |(name, type_name): (String, String)| match Kind::of(&type_name) {
        Some(kind) => Ok((name, kind)),
        None => {
            let source = serde_json::Error::custom(format!("no row is written in {name}, which is of the type {type_name}"));
            Err(ProjectionError::Row { table: table.name, source })
        }
    };
    rows.into_iter().map(column).collect()
}
