use crate::kernel::ClaimChange;
use crate::kernel::event::event_types;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What happened to a subject's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum SubjectEvent {
    /// Somebody asked that it be erased, and nothing was against it.
    SubjectErasureRequested {
        /// By what right.
        legal_basis: String,
        /// Why: a reason of the policy.
        reason: String,
        /// The policy that nothing was against it by.
        policy_version: String,
    },
    /// The subject's key is destroyed: nobody can read the data any more, and no new data about the
    /// subject can be taken.
    SubjectErased {},
    /// A court or an inquiry needs it: it must not be erased.
    SubjectHeld {
        /// By what right.
        legal_basis: String,
        /// What for.
        reason: String,
    },
    /// The hold is over.
    SubjectReleased {
        /// Why.
        reason: String,
    },
}

/// What identifies a person and outlives the sealed text of the log: blind indexes that are held under
/// the subject's own id.
const IDENTIFYING: [&str; 4] = ["account.mobile", "account.email", "person.national_id", "rewards.waiting"];

event_types! { SubjectEvent of "subject" {
    SubjectErasureRequested: "1",
    SubjectErased: "1",
    SubjectHeld: "1",
    SubjectReleased: "1",
}
    fn claims(&self) -> Vec<ClaimChange> {
        match self {
            Self::SubjectErased {} => IDENTIFYING.map(|scope| ClaimChange::Release { scope }).to_vec(),
            Self::SubjectErasureRequested { .. } | Self::SubjectHeld { .. } | Self::SubjectReleased { .. } => Vec::new(),
        }
    }
}
