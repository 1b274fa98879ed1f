//! Rows in memory, between the log and the tables.

mod away;
mod binary;
mod cells;
mod columns;
mod load;
mod sheet;
mod write;

use away::Away;
use sheet::Sheet;
pub use columns::KnownColumns;
pub(crate) use write::sheets;

use crate::ProjectionError;
use crate::model::{Row, Table};
use serde_json::Value;
use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

type Shared = Arc<dyn Any + Send + Sync>;

/// A row as the fold sees it, with what it takes to write it.
#[derive(Clone)]
struct Kept {
    row: Shared,
    json: fn(&Shared) -> Result<Value, serde_json::Error>,
    copy: fn(&Shared, &mut Sheet) -> Result<(), serde_json::Error>,
    /// The position of the last event that read or changed it.
    touched: i64,
}

/// Rows by table, then by their key's JSON text.
type Slots<T> = BTreeMap<Table, HashMap<String, T>>;

/// The rows that a batch of events reads and changes.
#[derive(Default)]
pub struct Rows {
    loaded: Slots<Option<Kept>>,
    changed: Slots<Kept>,
    missing: Slots<load::Loader>,
    /// What is neither in memory nor put away does not exist.
    complete: bool,
    /// What a rebuild has put away.
    away: Away,
    /// Where rows go that are put once; where there is none they are kept like others.
    sheets: BTreeMap<Table, Sheet>,
    fault: Option<ProjectionError>,
    position: i64,
    /// Kept for auditors only: a rebuild has no use for them.
    first_touch: Option<HashMap<&'static str, HashMap<String, i64>>>,
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

fn keep<R: Row>(row: R, touched: i64) -> Kept {
    Kept {
        touched,
        row: Arc::new(row),
        json: |shared| match shared.downcast_ref::<R>() {
            Some(row) => serde_json::to_value(row),
            None => Ok(Value::Null),
        },
        copy: |shared, sheet| match shared.downcast_ref::<R>() {
            Some(row) => sheet.add(row),
            None => Ok(()),
        },
    }
}

fn key_text<K: serde::Serialize>(key: &K) -> String {
    serde_json::to_string(key).expect("keys are numbers, texts and ids")
}

impl Rows {
    /// Rows for tables that are empty: nothing is ever loaded, and first touches are remembered.
    pub fn from_nothing() -> Self {
        Self { complete: true, first_touch: Some(HashMap::new()), ..Self::default() }
    }

    /// The same for a rebuild: rows that are put once go to their sheets at once, so that memory
    /// does not grow with the log, and of others no more stay in memory than there is room for.
    pub(crate) fn streaming(sheets: BTreeMap<Table, Sheet>, room: usize) -> Self {
        Self { complete: true, sheets, away: Away::with_room(room), ..Self::default() }
    }

    /// Rows for a batch of a live model, which are loaded as the fold asks for them. None go to sheets: who
    /// is stopped in the middle of a COPY holds the checkpoint for as long, and no time-out of the
    /// server's ends that (ADR 0012).
    pub(crate) fn following() -> Self {
        Self::default()
    }

    /// Says which event is being folded.
    pub fn at(&mut self, position: i64) {
        self.position = position;
        self.away.begin_event();
        for sheet in self.sheets.values_mut() {
            sheet.begin_event();
        }
    }

    /// The row with this key, as it is after the events so far.
    pub fn get<R: Row>(&mut self, key: R::Key) -> Option<R> {
        const { assert!(!R::ONCE, "a row that is put once is never read by the fold") };
        let text = key_text(&key);
        if let Some(change) = self.changed.get_mut(&R::TABLE).and_then(|rows| rows.get_mut(&text)) {
            change.touched = self.position;
            return change.row.downcast_ref::<R>().cloned();
        }
        match self.loaded.get(&R::TABLE).and_then(|rows| rows.get(&text)) {
            Some(kept) => kept.as_ref().and_then(|kept| kept.row.downcast_ref::<R>().cloned()),
            None => {
                if !self.complete || self.away.holds(R::TABLE, &text) {
                    self.missing.entry(R::TABLE).or_default().insert(text, load::Loader::of::<R>(&key));
                }
                None
            }
        }
    }

    /// Writes a row, new or changed.
    pub fn put<R: Row>(&mut self, row: R) {
        if R::ONCE
            && let Some(sheet) = self.sheets.get_mut(&R::TABLE)
        {
            if let Err(source) = sheet.add_once(&row) {
                self.fault.get_or_insert(ProjectionError::Row { table: R::TABLE.name, source });
            }
            return;
        }
        let text = key_text(&row.key());
        if let Some(touches) = &mut self.first_touch {
            touches.entry(R::TABLE.name).or_default().entry(text.clone()).or_insert(self.position);
        }
        let rows = self.changed.entry(R::TABLE).or_default();
        if self.away.is_empty() {
            rows.insert(text, keep(row, self.position));
            return;
        }
        // What is put away is fetched back before it is replaced, so that no table has it twice.
        let is_known = rows.contains_key(&text) || self.loaded.get(&R::TABLE).is_some_and(|rows| rows.contains_key(&text));
        if !is_known && self.away.holds(R::TABLE, &text) {
            self.missing.entry(R::TABLE).or_default().insert(text.clone(), load::Loader::of::<R>(&row.key()));
        }
        let before = rows.insert(text.clone(), keep(row, self.position));
        self.away.note(R::TABLE, text, before);
    }

    /// Changes a row that exists.
    pub fn change<R: Row>(&mut self, key: R::Key, change: impl FnOnce(&mut R)) {
        if let Some(mut row) = self.get::<R>(key) {
            change(&mut row);
            self.put(row);
        }
    }

    /// Whether any row is changed.
    pub(crate) fn is_changed(&self) -> bool {
        self.changed.values().any(|rows| !rows.is_empty()) || self.sheets.values().any(|sheet| !sheet.is_empty())
    }

    /// Takes the first touches out: by table, then by the key's JSON text.
    pub fn take_first_touches(&mut self) -> HashMap<&'static str, HashMap<String, i64>> {
        self.first_touch.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// The rows of a table as the fold left them, in the order of their keys' JSON text.
    pub fn rows_json(&self, table: Table) -> impl Iterator<Item = Result<(&str, Value), ProjectionError>> {
        let mut rows: Vec<_> = self.changed.get(&table).into_iter().flatten().collect();
        rows.sort_unstable_by_key(|(key, _)| *key);
        rows.into_iter().map(move |(key, kept)| {
            let json = (kept.json)(&kept.row).map_err(|source| ProjectionError::Row { table: table.name, source });
            Ok((key.as_str(), json?))
        })
    }

    /// One row as the fold left it, by the text of its key as [`Rows::rows_json`] gives it.
    ///
    /// # Errors
    /// Where the row cannot be written as JSON.
    pub fn row_json(&self, table: Table, key: &str) -> Result<Option<Value>, ProjectionError> {
        let Some(kept) = self.changed.get(&table).and_then(|rows| rows.get(key)) else { return Ok(None) };
        (kept.json)(&kept.row).map(Some).map_err(|source| ProjectionError::Row { table: table.name, source })
    }
}
