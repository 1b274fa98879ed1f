use crate::model::{Row, Table};
use chrono::{DateTime, Utc};
use domain::identity::account::Channel;
use domain::kernel::Pii;
use domain::notices::notice::NoticeContent;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A notice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoticeRow {
    /// Its id.
    pub notice_id: Uuid,
    /// Whose account it goes to; none for a passenger who left a number.
    pub account_id: Option<Uuid>,
    /// The licence that it is about.
    pub licence_id: Option<Uuid>,
    /// The application that it is about.
    pub application_id: Option<Uuid>,
    /// The invoice that it is about.
    pub invoice_id: Option<Uuid>,
    /// The template's code.
    pub template: String,
    /// What it says.
    pub content: NoticeContent,
    /// The number that it goes to, sealed, where that is not the account's own.
    pub mobile: Option<Pii>,
    /// Whether it went out.
    pub state: NoticeState,
    /// Attempts so far.
    pub attempts: i32,
    /// By which way the last attempt went.
    pub channel: Option<Channel>,
    /// Why the last attempt was in vain: a stable word.
    pub reason: Option<String>,
    /// When it was prepared.
    pub prepared_at: DateTime<Utc>,
    /// When it is sent; none once that is over.
    pub next_at: Option<DateTime<Utc>>,
    /// When it was delivered or given up.
    pub closed_at: Option<DateTime<Utc>>,
    /// The last event that changed it.
    pub position: i64,
}

impl Row for NoticeRow {
    const TABLE: Table = Table { name: "notices", key: &["notice_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.notice_id
    }
}

/// Whether a notice went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeState {
    /// It waits to be sent.
    Waiting,
    /// It was taken.
    Delivered,
    /// It was given up.
    Undeliverable,
}

impl NoticeState {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Undeliverable => "undeliverable",
        }
    }
}
