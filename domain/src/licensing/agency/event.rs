use crate::kernel::Pii;
use crate::kernel::event::event_types;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The question whose answer is an agency's name.
pub const AGENCY_NAME: &str = "agency_name";
/// The question whose answer is where its premises are.
pub const PREMISES: &str = "premises";

/// What happened to an agency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum AgencyEvent {
    /// Its licence was issued, and it may send taxis.
    AgencyRegistered {
        /// Its licence.
        licence_id: Uuid,
        /// Who answers for it.
        person_id: Uuid,
        /// The account of who manages it.
        account_id: Uuid,
        /// Its name, which stands in the public register.
        name: String,
        /// Where its premises are.
        premises: Pii,
    },
}

event_types! { AgencyEvent of "agency" {
    AgencyRegistered: "1",
}
    fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
        match self {
            Self::AgencyRegistered { premises, .. } => vec![("premises", premises)],
        }
    }
}
