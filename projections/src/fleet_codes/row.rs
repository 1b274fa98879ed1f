use crate::model::{Row, Table};
use chrono::{DateTime, Utc};
use domain::fleet::code::Purpose;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A vehicle's code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FleetCodeRow {
    /// Its id.
    pub code_id: Uuid,
    /// The vehicle.
    pub vehicle_id: Uuid,
    /// What it is for.
    pub purpose: Purpose,
    /// The generation that is good.
    pub generation: i32,
    /// The version of the key that its token is derived with.
    pub key_version: i32,
    /// When this generation was issued.
    pub issued_at: DateTime<Utc>,
}

impl Row for FleetCodeRow {
    const TABLE: Table = Table { name: "fleet_codes", key: &["code_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.code_id
    }
}

/// A token that is or was good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FleetTokenRow {
    /// SHA-256 of the token, hex.
    pub token_sha256: String,
    /// The code.
    pub code_id: Uuid,
    /// Its generation; void where the code has a later one.
    pub generation: i32,
}

impl Row for FleetTokenRow {
    const TABLE: Table = Table { name: "fleet_tokens", key: &["token_sha256"] };
    type Key = String;
    fn key(&self) -> String {
        self.token_sha256.clone()
    }
}
