//! Rows on their way into the tables: by upsert while a model lives, by COPY into new tables.

use super::{Rows, Sheet};
use crate::ProjectionError;
use crate::model::Table;
use serde_json::Value;
use sqlx::PgConnection;
use std::collections::BTreeMap;

/// How many rows go to the database in one statement.
const CHUNK: usize = 2_000;

impl Rows {
    /// Writes every changed row to its table, with a suffix to the table's name.
    ///
    /// # Errors
    /// Where the database refuses a row.
    pub async fn write(&self, db: &mut PgConnection, suffix: &str) -> Result<(), ProjectionError> {
        for (table, rows) in &self.changed {
            // A chunk at a time: the JSON of all rows at once would take several times their room.
            let mut chunk: Vec<Value> = Vec::new();
            for kept in rows.values() {
                if chunk.len() == CHUNK {
                    upsert(db, *table, suffix, std::mem::take(&mut chunk)).await?;
                }
                chunk.push((kept.json)(&kept.row).map_err(|source| ProjectionError::Row { table: table.name, source })?);
            }
            upsert(db, *table, suffix, chunk).await?;
        }
        Ok(())
    }

    /// Sends full sheets to their tables. To be called between batches.
    pub(crate) async fn send_full_sheets(&mut self, db: &mut PgConnection) -> Result<(), ProjectionError> {
        self.check()?;
        for sheet in self.sheets.values_mut().filter(|sheet| sheet.is_full()) {
            sheet.send(db).await?;
        }
        Ok(())
    }

    /// Sends everything that was put to new tables by COPY. What is put from here on is a change,
    /// for [`Rows::write`].
    pub(crate) async fn send_all(&mut self, db: &mut PgConnection) -> Result<(), ProjectionError> {
        self.check()?;
        for (table, rows) in std::mem::take(&mut self.changed) {
            if let Some(sheet) = self.sheets.get_mut(&table) {
                for kept in rows.values() {
                    (kept.copy)(&kept.row, sheet).map_err(|source| ProjectionError::Row { table: table.name, source })?;
                    if sheet.is_full() {
                        sheet.send(db).await?;
                    }
                }
            }
            self.loaded.entry(table).or_default().extend(rows.into_iter().map(|(key, kept)| (key, Some(kept))));
        }
        self.send_sheets(db).await
    }

    /// Sends whatever sheets there are.
    pub(crate) async fn send_sheets(&mut self, db: &mut PgConnection) -> Result<(), ProjectionError> {
        self.check()?;
        for sheet in self.sheets.values_mut() {
            sheet.send(db).await?;
        }
        Ok(())
    }

    fn check(&mut self) -> Result<(), ProjectionError> {
        self.fault.take().map_or(Ok(()), Err)
    }
}

/// A sheet for every table, to be written with a suffix to the table's name.
pub(crate) async fn sheets(db: &mut PgConnection, tables: &[Table], suffix: &str) -> Result<BTreeMap<Table, Sheet>, ProjectionError> {
    let mut sheets = BTreeMap::new();
    for table in tables {
        sheets.insert(*table, Sheet::of(db, *table, suffix).await?);
    }
    Ok(sheets)
}

async fn upsert(db: &mut PgConnection, table: Table, suffix: &str, rows: Vec<Value>) -> Result<(), ProjectionError> {
    let Some(Value::Object(first)) = rows.first() else { return Ok(()) };
    let columns: Vec<&str> = first.keys().map(String::as_str).collect();
    let set: Vec<String> =
        columns.iter().filter(|c| !table.key.contains(c)).map(|column| format!("{column} = EXCLUDED.{column}")).collect();
    let action = if set.is_empty() { "NOTHING".to_owned() } else { format!("UPDATE SET {}", set.join(", ")) };
    let sql = format!(
        "/* rows::upsert */ INSERT INTO {0}{suffix} ({1}) SELECT {1} FROM json_populate_recordset(NULL::{0}{suffix}, $1::json)
         ON CONFLICT ({2}) DO {action}",
        table.name,
        columns.join(", "),
        table.key.join(", ")
    );
    sqlx::query(&sql).bind(Value::Array(rows).to_string()).execute(db).await?;
    Ok(())
}
