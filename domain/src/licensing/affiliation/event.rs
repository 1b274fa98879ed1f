use crate::kernel::ClaimChange;
use crate::kernel::event::event_types;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who or what belongs to an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Member {
    /// A vehicle.
    Vehicle {
        /// The vehicle.
        vehicle_id: Uuid,
    },
    /// A driver.
    Driver {
        /// The driver.
        person_id: Uuid,
        /// The permit with which the driver joins.
        licence_id: Uuid,
    },
}

impl Member {
    /// The vehicle or the person.
    pub fn id(&self) -> Uuid {
        match *self {
            Self::Vehicle { vehicle_id } => vehicle_id,
            Self::Driver { person_id, .. } => person_id,
        }
    }

    fn scope(&self) -> &'static str {
        match self {
            Self::Vehicle { .. } => VEHICLE,
            Self::Driver { .. } => DRIVER,
        }
    }
}

/// What happened to an affiliation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum AffiliationEvent {
    /// An agency offered a place.
    AffiliationOffered {
        /// The agency.
        agency_id: Uuid,
        /// Its name.
        agency_name: String,
        /// Whom or what it offered one.
        member: Member,
    },
    /// The driver or vehicle joined.
    AffiliationJoined {
        /// The agency.
        agency_id: Uuid,
        /// Its name.
        agency_name: String,
        /// Who or what joined.
        member: Member,
    },
    /// Nothing came of the offer.
    AffiliationDeclined {},
    /// The driver or vehicle left.
    AffiliationEnded {
        /// The agency.
        agency_id: Uuid,
        /// Who or what left.
        member: Member,
    },
}

const OFFER: &str = "affiliation.offer";
const VEHICLE: &str = "affiliation.vehicle";
const DRIVER: &str = "affiliation.driver";

event_types! { AffiliationEvent of "affiliation" {
    AffiliationOffered: "1",
    AffiliationJoined: "1",
    AffiliationDeclined: "1",
    AffiliationEnded: "1",
}
    fn claims(&self) -> Vec<ClaimChange> {
        match self {
            // An agency offers a place once.
            Self::AffiliationOffered { agency_id, member, .. } => {
                vec![ClaimChange::Take { scope: OFFER, value: format!("{agency_id}:{}", member.id()) }]
            }
            // A vehicle is in one agency, and so is a driver.
            Self::AffiliationJoined { member, .. } => vec![ClaimChange::Take { scope: member.scope(), value: member.id().to_string() }],
            Self::AffiliationDeclined {} | Self::AffiliationEnded { .. } => {
                [OFFER, VEHICLE, DRIVER].map(|scope| ClaimChange::Release { scope }).to_vec()
            }
        }
    }
}
