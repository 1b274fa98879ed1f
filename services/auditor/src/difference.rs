//! What a verification says.

use serde::Serialize;
use serde_json::Value;

/// How many differences are told one by one; the rest are counted.
pub(crate) const SHOWN: usize = 100;

/// A cell, a row or a table that is not what the log makes of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// The table.
    pub table: String,
    /// The values of the key's columns, joined by `/`; empty where the table itself differs.
    pub key: String,
    /// The column; null where a whole row or table stands on one side only.
    pub column: Option<String>,
    /// What people see: the cell, or the whole row as an object; null where there is none.
    pub live: Option<Value>,
    /// What the log makes of it, likewise.
    pub replayed: Option<Value>,
    /// The first event that touched the row; null for a row that no event made.
    pub first_position: Option<i64>,
}

/// The outcome of comparing every read model with the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verification {
    /// How many events were replayed: those up to the foremost read model's checkpoint.
    pub events: i64,
    /// The log's last position in the snapshot.
    pub position: i64,
    /// How many tables were compared.
    pub tables: usize,
    /// How many rows were compared; those that stand on one side only count, too.
    pub rows: i64,
    /// How many differences there are.
    pub differences: i64,
    /// The first hundred of them, by table and key.
    pub differing: Vec<Difference>,
}

impl Verification {
    /// Whether everything that people see follows from the log.
    pub fn is_clean(&self) -> bool {
        self.differences == 0
    }
}

/// Differences as they are found.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub tables: usize,
    pub rows: i64,
    pub count: i64,
    pub differing: Vec<Difference>,
}

impl Findings {
    /// Counts a difference, and words it while there is room.
    pub fn add(&mut self, word: impl FnOnce() -> Difference) {
        self.count += 1;
        if self.differing.len() < SHOWN {
            self.differing.push(word());
        }
    }
}
