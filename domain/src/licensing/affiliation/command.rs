use super::Member;
use uuid::Uuid;

/// What can be asked of an affiliation.
#[derive(Debug, Clone)]
pub enum AffiliationCommand {
    /// An agency offers a place.
    Offer {
        /// The agency.
        agency_id: Uuid,
        /// Its name.
        agency_name: String,
        /// Whom or what it offers one.
        member: Member,
    },
    /// The driver, or an officer, agrees.
    Accept,
    /// The driver, an officer, or the agency itself does not want it any more.
    Decline,
    /// Either side ends it.
    End,
}
