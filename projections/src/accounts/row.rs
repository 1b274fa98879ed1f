use crate::model::{Row, Table};
use chrono::{DateTime, Utc};
use domain::identity::account::Role;
use domain::kernel::Pii;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An account. Name and addresses are opened by whoever may see them, in the query's caller.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountRow {
    /// Its id.
    pub account_id: Uuid,
    /// The person's name, sealed, where known.
    pub name: Option<Pii>,
    /// The mobile number, sealed.
    pub mobile: Pii,
    /// The e-mail address, sealed.
    pub email: Option<Pii>,
    /// What it is trusted with, sorted.
    pub roles: Vec<Role>,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
}

impl Row for AccountRow {
    const TABLE: Table = Table { name: "accounts", key: &["account_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.account_id
    }
}
