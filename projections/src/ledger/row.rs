use crate::model::{Row, Table};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A journal: what one event moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalRow {
    /// The event.
    pub event_id: Uuid,
    /// What it is about: a stable word.
    pub kind: String,
    /// When the event was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Where the event stands.
    pub position: i64,
}

impl Row for JournalRow {
    const TABLE: Table = Table { name: "ledger_journals", key: &["event_id"] };
    const ONCE: bool = true;
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.event_id
    }
}

/// A line of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRow {
    /// The event whose journal it is in.
    pub event_id: Uuid,
    /// Its place there, from 1.
    pub line: i32,
    /// The account's name.
    pub account: String,
    /// Where the event stands.
    pub position: i64,
    /// Rial: above zero a debit, below zero a credit.
    pub amount: i64,
}

impl Row for EntryRow {
    const TABLE: Table = Table { name: "ledger_entries", key: &["event_id", "line"] };
    const ONCE: bool = true;
    type Key = (Uuid, i32);
    fn key(&self) -> Self::Key {
        (self.event_id, self.line)
    }
}
