//! Rows that a rebuild has put away: they stand in their new tables already and are out of memory, which
//! so does not grow with the log. Most are never heard of again; one that is, is fetched back.

use super::{Kept, Rows};
use crate::ProjectionError;
use crate::model::Table;
use sqlx::PgConnection;
use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};

/// What is away, and what the event that is being folded has changed.
#[derive(Default)]
pub(super) struct Away {
    /// How many rows of a table stay in memory at first; without it nothing is put away.
    room: Option<usize>,
    tables: BTreeMap<Table, Put>,
    /// Digests: two keys may share one. Whoever looks for the one that is not there finds nothing.
    hash: RandomState,
    /// What rows were before this event, the latest last.
    event: Vec<(Table, String, Option<Kept>)>,
}

/// What is away of one table.
struct Put {
    keys: HashSet<u64>,
    room: usize,
    fetched: usize,
}

impl Away {
    pub fn with_room(room: usize) -> Self {
        Self { room: Some(room), ..Self::default() }
    }

    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// Whether a row is away, or may be.
    pub fn holds(&self, table: Table, key: &str) -> bool {
        self.tables.get(&table).is_some_and(|put| put.keys.contains(&self.hash.hash_one(key)))
    }

    pub fn begin_event(&mut self) {
        self.event.clear();
    }

    /// Remembers what a row was before the event.
    pub fn note(&mut self, table: Table, key: String, before: Option<Kept>) {
        self.event.push((table, key, before));
    }
}

impl Rows {
    /// From here on nothing is put away any more: rows that are sent stay known, too.
    pub(super) fn keep_all(&mut self) {
        self.away.room = None;
    }

    /// The tables of rows that must be fetched back.
    pub(crate) fn lacking(&self) -> Vec<Table> {
        self.missing.keys().copied().collect()
    }

    /// Sends those rows to their tables that no event has touched for longest, where a table has more in
    /// memory than there is room for, and forgets them.
    pub(crate) async fn put_away(&mut self, db: &mut PgConnection) -> Result<(), ProjectionError> {
        let Some(room) = self.away.room else { return Ok(()) };
        for (table, rows) in &mut self.changed {
            let room = self.away.tables.get(table).map_or(room, |put| put.room);
            if rows.len() <= room {
                continue;
            }
            let mut touched: Vec<i64> = rows.values().map(|kept| kept.touched).collect();
            let (_, last, _) = touched.select_nth_unstable(rows.len() / 2);
            let Some(sheet) = self.sheets.get_mut(table) else { continue };
            let put = self.away.tables.entry(*table).or_insert_with(|| Put { keys: HashSet::new(), room, fetched: 0 });
            for (key, kept) in rows.extract_if(|_, kept| kept.touched <= *last) {
                (kept.copy)(&kept.row, sheet).map_err(|source| ProjectionError::Row { table: table.name, source })?;
                if sheet.is_full() {
                    sheet.send(db).await?;
                }
                put.keys.insert(self.away.hash.hash_one(&key));
                if let Some(loaded) = self.loaded.get_mut(table) {
                    loaded.remove(&key);
                }
            }
            sheet.send(db).await?;
        }
        Ok(())
    }

    /// Takes back what the event has done that lacked rows, and fetches those; it is to be folded again
    /// then. Their tables have their keys.
    pub(crate) async fn fetch_back(&mut self, db: &mut PgConnection, suffix: &str) -> Result<(), ProjectionError> {
        for (table, key, before) in self.away.event.drain(..).rev() {
            let rows = self.changed.entry(table).or_default();
            match before {
                Some(before) => rows.insert(key, before),
                None => rows.remove(&key),
            };
        }
        for sheet in self.sheets.values_mut() {
            sheet.take_back_event();
        }
        for (table, wanted) in std::mem::take(&mut self.missing) {
            let same: Vec<String> = table.key.iter().map(|column| format!("t.{column} = k.{column}")).collect();
            let sql = format!(
                "/* away::fetch_back */ DELETE FROM {0}{suffix} t USING json_populate_record(NULL::{0}{suffix}, $1::json) k WHERE {1} RETURNING to_json(t)::text",
                table.name,
                same.join(" AND ")
            );
            for (key, loader) in wanted {
                let found: Option<String> = sqlx::query_scalar(&sql).bind(loader.key.to_string()).fetch_optional(&mut *db).await?;
                let row = found.map(|json| (loader.read)(&json)).transpose();
                let row = row.map_err(|source| ProjectionError::Row { table: table.name, source })?;
                self.is_back(table, key, row.map(|(_, kept)| kept));
            }
        }
        Ok(())
    }

    fn is_back(&mut self, table: Table, key: String, row: Option<Kept>) {
        match row {
            None => {
                self.loaded.entry(table).or_default().insert(key, None);
            }
            Some(row) => {
                if let Some(put) = self.away.tables.get_mut(&table) {
                    put.keys.remove(&self.away.hash.hash_one(&key));
                    // Where many come back there is too little room: they are a fleet's, not a log's.
                    put.fetched += 1;
                    if put.fetched > put.room / 10 {
                        (put.fetched, put.room) = (0, put.room * 2);
                    }
                }
                self.changed.entry(table).or_default().insert(key, Kept { touched: self.position, ..row });
            }
        }
    }
}
