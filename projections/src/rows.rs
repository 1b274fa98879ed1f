//! Rows in memory, between the log and the tables.

use crate::ProjectionError;
use crate::model::{Row, Table};
use serde_json::Value;
use sqlx::PgConnection;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// How many rows go to the database in one statement.
const CHUNK: usize = 2_000;

type Shared = Arc<dyn std::any::Any + Send + Sync>;

/// A row as the fold sees it, with what it takes to write it.
#[derive(Clone)]
struct Kept {
    row: Shared,
    json: fn(&Shared) -> Result<Value, serde_json::Error>,
}

/// A table's rows by their key's JSON text.
type Slots<T> = BTreeMap<(Table, String), T>;

/// The rows that a batch of events reads and changes.
#[derive(Default)]
pub struct Rows {
    loaded: HashMap<(&'static str, String), Option<Kept>>,
    changed: Slots<Kept>,
    missing: Slots<Loader>,
    /// Nothing is in the tables yet: what is not in memory does not exist.
    complete: bool,
    position: i64,
    first_touch: HashMap<(&'static str, String), i64>,
}

/// How a missing row is asked for and read back.
#[derive(Clone)]
struct Loader {
    key: Value,
    read: fn(&str) -> Result<(String, Kept), serde_json::Error>,
}

impl PartialOrd for Table {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Table {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.name.cmp(other.name)
    }
}

fn keep<R: Row>(row: R) -> Kept {
    Kept {
        row: Arc::new(row),
        json: |shared| match shared.downcast_ref::<R>() {
            Some(row) => serde_json::to_value(row),
            None => Ok(Value::Null),
        },
    }
}

fn key_text<K: serde::Serialize>(key: &K) -> String {
    serde_json::to_string(key).expect("keys are numbers, texts and ids")
}

impl Rows {
    /// Rows for tables that are empty: nothing is ever loaded, and first touches are remembered.
    pub fn from_nothing() -> Self {
        Self { complete: true, ..Self::default() }
    }

    /// Says which event is being folded.
    pub fn at(&mut self, position: i64) {
        self.position = position;
    }

    /// The row with this key, as it is after the events so far.
    pub fn get<R: Row>(&mut self, key: R::Key) -> Option<R> {
        let text = key_text(&key);
        if let Some(change) = self.changed.get(&(R::TABLE, text.clone())) {
            return change.row.downcast_ref::<R>().cloned();
        }
        match self.loaded.get(&(R::TABLE.name, text.clone())) {
            Some(kept) => kept.as_ref().and_then(|kept| kept.row.downcast_ref::<R>().cloned()),
            None => {
                if !self.complete {
                    let loader = Loader {
                        key: key_object(R::TABLE, &key),
                        read: |json| {
                            let row: R = serde_json::from_str(json)?;
                            Ok((key_text(&row.key()), keep(row)))
                        },
                    };
                    self.missing.insert((R::TABLE, text), loader);
                }
                None
            }
        }
    }

    /// Writes a row, new or changed.
    pub fn put<R: Row>(&mut self, row: R) {
        let text = key_text(&row.key());
        if self.complete {
            self.first_touch.entry((R::TABLE.name, text.clone())).or_insert(self.position);
        }
        self.changed.insert((R::TABLE, text), keep(row));
    }

    /// Changes a row that exists.
    pub fn change<R: Row>(&mut self, key: R::Key, change: impl FnOnce(&mut R)) {
        if let Some(mut row) = self.get::<R>(key) {
            change(&mut row);
            self.put(row);
        }
    }

    /// The first event that wrote a row, by the key's JSON text.
    pub fn first_touch(&self, table: &str, key: &str) -> Option<i64> {
        self.first_touch.iter().find(|((name, text), _)| *name == table && text == key).map(|(_, position)| *position)
    }

    /// Every first touch: table, the key's JSON text, position.
    pub fn first_touches(&self) -> impl Iterator<Item = (&'static str, &str, i64)> {
        self.first_touch.iter().map(|((table, key), position)| (*table, key.as_str(), *position))
    }

    /// Takes the first touches out: by table, then by the key's JSON text.
    pub fn take_first_touches(&mut self) -> HashMap<&'static str, HashMap<String, i64>> {
        let mut touches: HashMap<&'static str, HashMap<String, i64>> = HashMap::new();
        for ((table, key), position) in std::mem::take(&mut self.first_touch) {
            touches.entry(table).or_default().insert(key, position);
        }
        touches
    }

    /// The rows of a table as the fold left them, in the order of their keys' JSON text.
    pub fn rows_json(&self, table: Table) -> impl Iterator<Item = Result<(&str, Value), ProjectionError>> {
        self.changed.range((table, String::new())..).take_while(move |((of, _), _)| *of == table).map(
            move |((_, key), kept)| {
                let json = (kept.json)(&kept.row).map_err(|source| ProjectionError::Row { table: table.name, source });
                Ok((key.as_str(), json?))
            },
        )
    }

    /// One row as the fold left it, by the text of its key as [`Rows::rows_json`] gives it.
    ///
    /// # Errors
    /// Where the row cannot be written as JSON.
    pub fn row_json(&self, table: Table, key: &str) -> Result<Option<Value>, ProjectionError> {
        let Some(kept) = self.changed.get(&(table, key.to_owned())) else { return Ok(None) };
        (kept.json)(&kept.row).map(Some).map_err(|source| ProjectionError::Row { table: table.name, source })
    }

    /// How many rows are changed.
    pub fn len(&self) -> usize {
        self.changed.len()
    }

    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty()
    }

    /// Whether the fold asked for rows that were not loaded.
    pub(crate) fn lacks_rows(&self) -> bool {
        !self.missing.is_empty()
    }

    /// Forgets what the fold did, and loads what it asked for.
    pub(crate) async fn load_missing(&mut self, db: &mut PgConnection) -> Result<(), ProjectionError> {
        self.changed.clear();
        let mut by_table: BTreeMap<Table, Vec<(String, Loader)>> = BTreeMap::new();
        for ((table, text), loader) in std::mem::take(&mut self.missing) {
            by_table.entry(table).or_default().push((text, loader));
        }
        for (table, wanted) in by_table {
            let keys = Value::Array(wanted.iter().map(|(_, loader)| loader.key.clone()).collect());
            let sql = format!(
                "/* rows::load_missing */ SELECT to_json(t)::text FROM {0} t JOIN json_populate_recordset(NULL::{0}, $1::json) k USING ({1})",
                table.name,
                table.key.join(", ")
            );
            // Unlike to_json(t), the join's own columns are not asked for.
            let found: Vec<String> = sqlx::query_scalar(&sql).bind(keys.to_string()).fetch_all(&mut *db).await?;
            let read = wanted[0].1.read;
            for (text, _) in wanted {
                self.loaded.insert((table.name, text), None);
            }
            for json in found {
                let (text, kept) = read(&json).map_err(|source| ProjectionError::Row { table: table.name, source })?;
                self.loaded.insert((table.name, text), Some(kept));
            }
        }
        Ok(())
    }

    /// Writes every changed row to its table, with a suffix to the table's name.
    ///
    /// # Errors
    /// Where the database refuses a row.
    pub async fn write(&self, db: &mut PgConnection, suffix: &str) -> Result<(), ProjectionError> {
        // A chunk at a time: the JSON of all rows at once would take several times their room.
        let mut chunk: Vec<Value> = Vec::new();
        let mut of: Option<Table> = None;
        for ((table, _), kept) in &self.changed {
            if let Some(of) = of
                && (of != *table || chunk.len() == CHUNK)
            {
                upsert(db, of, suffix, std::mem::take(&mut chunk)).await?;
            }
            of = Some(*table);
            chunk.push((kept.json)(&kept.row).map_err(|source| ProjectionError::Row { table: table.name, source })?);
        }
        match of {
            Some(of) => upsert(db, of, suffix, chunk).await,
            None => Ok(()),
        }
    }
}

fn key_object<K: serde::Serialize>(table: Table, key: &K) -> Value {
    let values = match serde_json::to_value(key).expect("keys are numbers, texts and ids") {
        Value::Array(values) => values,
        single => vec![single],
    };
    Value::Object(table.key.iter().map(|column| (*column).to_owned()).zip(values).collect())
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
