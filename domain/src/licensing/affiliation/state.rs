use super::{AffiliationCommand, AffiliationError, AffiliationEvent, Member};
use crate::kernel::event::aggregate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An affiliation's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Affiliation {
    /// Nothing was offered.
    #[default]
    Absent,
    /// Offered, and not answered yet.
    Offered(Place),
    /// They belong together.
    Joined(Place),
    /// Over.
    Ended,
}

/// Whose place it is, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The agency.
    pub agency_id: Uuid,
    /// Its name.
    pub agency_name: String,
    /// Who or what has the place.
    pub member: Member,
}

impl Affiliation {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`AffiliationError`].
    pub fn decide(&self, command: AffiliationCommand) -> Result<Vec<AffiliationEvent>, AffiliationError> {
        match (self, command) {
            (Self::Absent, AffiliationCommand::Offer { agency_id, agency_name, member }) => {
                Ok(vec![AffiliationEvent::AffiliationOffered { agency_id, agency_name, member }])
            }
            (Self::Absent, _) => Err(AffiliationError::Absent),
            (_, AffiliationCommand::Offer { .. }) => Err(AffiliationError::AlreadyOffered),
            (Self::Ended, _) => Err(AffiliationError::Ended),
            (Self::Offered(place), AffiliationCommand::Accept) => {
                let Place { agency_id, agency_name, member } = place.clone();
                Ok(vec![AffiliationEvent::AffiliationJoined { agency_id, agency_name, member }])
            }
            (Self::Joined(_), AffiliationCommand::Accept | AffiliationCommand::Decline) => Err(AffiliationError::AlreadyJoined),
            (Self::Offered(_), AffiliationCommand::Decline) => Ok(vec![AffiliationEvent::AffiliationDeclined {}]),
            (Self::Offered(_), AffiliationCommand::End) => Err(AffiliationError::NotJoined),
            (Self::Joined(place), AffiliationCommand::End) => {
                Ok(vec![AffiliationEvent::AffiliationEnded { agency_id: place.agency_id, member: place.member }])
            }
        }
    }

    pub(super) fn fold(&mut self, event: AffiliationEvent) {
        *self = match event {
            AffiliationEvent::AffiliationOffered { agency_id, agency_name, member } => {
                Self::Offered(Place { agency_id, agency_name, member })
            }
            AffiliationEvent::AffiliationJoined { agency_id, agency_name, member } => Self::Joined(Place { agency_id, agency_name, member }),
            AffiliationEvent::AffiliationDeclined {} | AffiliationEvent::AffiliationEnded { .. } => Self::Ended,
        };
    }
}

aggregate!(Affiliation, AffiliationCommand, AffiliationEvent, AffiliationError);
