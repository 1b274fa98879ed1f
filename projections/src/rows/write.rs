//! Rows on their way into the tables: by upsert while a model lives, by COPY into new tables.

use super::cells;
use super::columns::{Columns, KnownColumns};
use super::{Kept, Rows, Sheet};
use crate::ProjectionError;
use crate::model::Table;
use serde::ser::Error as _;
use serde_json::Value;
use sqlx::PgConnection;
use std::collections::BTreeMap;

/// How many rows go to the database in one statement.
const CHUNK: usize = 2_000;

impl Rows {
    /// Writes every changed row to its table, with a suffix to the table's name, and sends the sheets.
    ///
    /// # Errors
    /// Where the database refuses a row.
    pub async fn write(&mut self, db: &mut PgConnection, suffix: &str, known: &KnownColumns) -> Result<(), ProjectionError> {
        self.send_sheets(db).await?;
        for (table, rows) in &self.changed {
            let columns = known.of(db, *table, suffix).await?;
            let rows: Vec<&Kept> = rows.values().collect();
            // A chunk at a time: the text of all rows at once would take several times their room.
            for chunk in rows.chunks(CHUNK) {
                upsert(db, *table, suffix, &columns, chunk).await?;
            }
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
        self.keep_all();
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

/// Writes rows by one array a column: PostgreSQL takes those apart several times as fast as JSON.
async fn upsert(db: &mut PgConnection, table: Table, suffix: &str, known: &Columns, rows: &[&Kept]) -> Result<(), ProjectionError> {
    let fault = |source: serde_json::Error| ProjectionError::Row { table: table.name, source };
    let mut cells: BTreeMap<String, Vec<Option<String>>> = BTreeMap::new();
    for kept in rows {
        let Value::Object(row) = (kept.json)(&kept.row).map_err(fault)? else { return Err(fault(serde_json::Error::custom("a row is a struct"))) };
        for (name, value) in row {
            let kind = known.get(&name).ok_or_else(|| fault(serde_json::Error::custom(format!("the table has no column {name}"))))?;
            let cell = cells::text(*kind, value).map_err(fault)?;
            cells.entry(name).or_default().push(cell);
        }
    }
    let names: Vec<&str> = cells.keys().map(String::as_str).collect();
    let all = names.join(", ");
    let set: Vec<String> = names.iter().filter(|name| !table.key.contains(name)).map(|name| format!("{name} = EXCLUDED.{name}")).collect();
    let action = if set.is_empty() { "NOTHING".to_owned() } else { format!("UPDATE SET {}", set.join(", ")) };
    let casts: Vec<String> = names.iter().filter_map(|name| known.get(*name).map(|kind| format!("{name}::{}", kind.type_name()))).collect();
    let arrays: Vec<String> = (1..=names.len()).map(|number| format!("${number}::text[]")).collect();
    let sql = format!(
        "/* rows::upsert */ INSERT INTO {0}{suffix} ({all}) SELECT {1} FROM unnest({2}) AS given ({all}) ON CONFLICT ({3}) DO {action}",
        table.name,
        casts.join(", "),
        arrays.join(", "),
        table.key.join(", ")
    );
    let mut statement = sqlx::query(&sql);
    for column in cells.values() {
        statement = statement.bind(column);
    }
    statement.execute(db).await?;
    Ok(())
}
