use super::{Channel, Evidence};
use crate::kernel::event::{event_types, optional};
use crate::kernel::{ClaimChange, Pii};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What the organisation trusts an account with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Registers vehicles and decides on licences.
    Officer,
    /// Checks cars in the street.
    Inspector,
    /// Looks after money.
    Finance,
    /// Reads everything and changes nothing.
    Auditor,
    /// Reads figures.
    Manager,
    /// Opens staff accounts.
    Admin,
    /// Manages an agency; no member of staff.
    AgencyManager,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] =
        [Self::Officer, Self::Inspector, Self::Finance, Self::Auditor, Self::Manager, Self::Admin, Self::AgencyManager];

    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Inspector => "inspector",
            Self::Finance => "finance",
            Self::Auditor => "auditor",
            Self::Manager => "manager",
            Self::Admin => "admin",
            Self::AgencyManager => "agency_manager",
        }
    }

    /// The role of a stable word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == word)
    }
}

/// What happened to an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum AccountEvent {
    /// A person got an account.
    AccountOpened {
        /// The person's name, where known.
        name: Option<Pii>,
        /// The mobile number.
        mobile: Pii,
        /// The e-mail address, where given.
        email: Option<Pii>,
    },
    /// The person gave an e-mail address; an earlier one is free again.
    EmailAdded {
        /// The e-mail address.
        email: Pii,
    },
    /// An officer gave the account another number; the one before is free again, and nobody stays
    /// signed in.
    MobileChanged {
        /// The officer's account.
        officer_id: Uuid,
        /// What the holder showed.
        evidence: Evidence,
        /// The number that was lost.
        former: Pii,
        /// The number from now on.
        mobile: Pii,
    },
    /// The account got a role.
    RoleGranted {
        /// The role.
        role: Role,
    },
    /// The account lost a role.
    RoleRevoked {
        /// The role.
        role: Role,
    },
    /// The person signed in.
    SignedIn {
        /// The session's id.
        session_id: Uuid,
        /// Where the code went.
        channel: Channel,
        /// When the session ends.
        expires_at: DateTime<Utc>,
    },
    /// Too many codes were wrong.
    SignInLocked {
        /// Until when no code is taken.
        until: DateTime<Utc>,
        /// The policy version that counts attempts.
        policy_version: String,
    },
    /// The person ended a session.
    SignedOut {
        /// The session's id.
        session_id: Uuid,
    },
    /// A bearer token for the API was made.
    TokenIssued {
        /// The token's id.
        token_id: Uuid,
        /// When it ends.
        expires_at: DateTime<Utc>,
    },
}

event_types! { AccountEvent of "account" {
    AccountOpened: "1",
    EmailAdded: "1",
    MobileChanged: "1",
    RoleGranted: "1",
    RoleRevoked: "1",
    SignedIn: "1",
    SignInLocked: "1",
    SignedOut: "1",
    TokenIssued: "1",
}
    fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
        match self {
            Self::AccountOpened { name, mobile, email } => {
                optional("name", name).into_iter().chain([("mobile", mobile)]).chain(optional("email", email)).collect()
            }
            Self::EmailAdded { email } => vec![("email", email)],
            Self::MobileChanged { former, mobile, .. } => vec![("former", former), ("mobile", mobile)],
            _ => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<ClaimChange> {
        let take = |scope, pii: &Pii| match pii {
            Pii::Clear { text, .. } => Some(ClaimChange::Take { scope, value: text.clone() }),
            // Claims are taken before sealing; a sealed event has taken its own long ago.
            Pii::Sealed(_) => None,
        };
        match self {
            Self::AccountOpened { mobile, email, .. } => {
                let email = email.as_ref().and_then(|email| take("account.email", email));
                take("account.mobile", mobile).into_iter().chain(email).collect()
            }
            Self::MobileChanged { mobile, .. } => {
                std::iter::once(ClaimChange::Release { scope: "account.mobile" }).chain(take("account.mobile", mobile)).collect()
            }
            Self::EmailAdded { email } => {
                std::iter::once(ClaimChange::Release { scope: "account.email" }).chain(take("account.email", email)).collect()
            }
            _ => Vec::new(),
        }
    }
}
