use crate::model::{Row, Table};
use chrono::{DateTime, Utc};
use domain::kernel::Pii;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An agency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AgencyRow {
    /// Its id.
    pub agency_id: Uuid,
    /// Its licence.
    pub licence_id: Uuid,
    /// Who answers for it.
    pub person_id: Uuid,
    /// The account of who manages it.
    pub account_id: Uuid,
    /// Its name.
    pub name: String,
    /// Where its premises are, sealed.
    pub premises: Pii,
    /// When it was registered.
    pub registered_at: DateTime<Utc>,
    /// By which event.
    pub position: i64,
}

impl Row for AgencyRow {
    const TABLE: Table = Table { name: "agencies", key: &["agency_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.agency_id
    }
}

/// Where an affiliation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AffiliationState {
    /// Offered, and not answered yet.
    Offered,
    /// They belong together.
    Joined,
    /// Nothing came of the offer.
    Declined,
    /// It is over.
    Ended,
}

impl AffiliationState {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Joined => "joined",
            Self::Declined => "declined",
            Self::Ended => "ended",
        }
    }
}

/// A vehicle or a driver in an agency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AffiliationRow {
    /// Its id.
    pub affiliation_id: Uuid,
    /// The agency.
    pub agency_id: Uuid,
    /// Its name.
    pub agency_name: String,
    /// The vehicle, where it is one.
    pub vehicle_id: Option<Uuid>,
    /// The driver, where it is one.
    pub person_id: Option<Uuid>,
    /// The permit with which the driver joins.
    pub licence_id: Option<Uuid>,
    /// Where it stands.
    pub state: AffiliationState,
    /// When the agency offered the place.
    pub offered_at: DateTime<Utc>,
    /// When they joined.
    pub joined_at: Option<DateTime<Utc>>,
    /// When it was over.
    pub ended_at: Option<DateTime<Utc>>,
    /// The last event that changed it.
    pub position: i64,
}

impl Row for AffiliationRow {
    const TABLE: Table = Table { name: "affiliations", key: &["affiliation_id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.affiliation_id
    }
}
