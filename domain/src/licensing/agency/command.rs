use crate::kernel::Pii;
use uuid::Uuid;

/// What can be asked of an agency.
#[derive(Debug, Clone)]
pub enum AgencyCommand {
    /// Its licence was issued.
    Register(RegisterAgency),
}

/// An agency as its application describes it.
#[derive(Debug, Clone)]
pub struct RegisterAgency {
    /// Its licence.
    pub licence_id: Uuid,
    /// Who answers for it.
    pub person_id: Uuid,
    /// The account of who manages it.
    pub account_id: Uuid,
    /// Its name, which stands in the public register.
    pub name: String,
    /// Where its premises are.
    pub premises: Pii,
}
