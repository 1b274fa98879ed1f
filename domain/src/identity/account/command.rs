use super::Role;
use crate::kernel::Pii;
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What can be asked of an account.
#[derive(Debug, Clone)]
pub enum AccountCommand {
    /// A person gets an account.
    Open {
        /// The person's name; unknown where the account opens by signing in.
        name: Option<Pii>,
        /// The mobile number that codes go to.
        mobile: Pii,
        /// An e-mail address that codes may go to.
        email: Option<Pii>,
        /// What the person is trusted with from the start.
        roles: BTreeSet<Role>,
    },
    /// The person gives an e-mail address, which takes the place of an earlier one.
    AddEmail {
        /// The address; a code that was sent there has come back.
        email: Pii,
    },
    /// An officer gives the account another number, since its holder has lost the one before.
    ChangeMobile(ChangeMobile),
    /// The account gets a role.
    GrantRole {
        /// The role.
        role: Role,
    },
    /// The account loses a role.
    RevokeRole {
        /// The role.
        role: Role,
    },
    /// A one-time code was right.
    SignIn {
        /// The session's id, not its secret.
        session_id: Uuid,
        /// Where the code went.
        channel: Channel,
        /// When the session ends.
        expires_at: DateTime<Utc>,
    },
    /// Too many codes were wrong.
    LockSignIn {
        /// Until when no code is taken.
        until: DateTime<Utc>,
        /// The policy version that counts attempts.
        policy_version: String,
    },
    /// A session was ended by its owner.
    SignOut {
        /// The session's id.
        session_id: Uuid,
    },
    /// A bearer token for the API.
    IssueToken {
        /// The token's id, not its secret.
        token_id: Uuid,
        /// When it ends.
        expires_at: DateTime<Utc>,
    },
}

/// Another number for an account whose holder has lost the one before.
#[derive(Debug, Clone)]
pub struct ChangeMobile {
    /// The account.
    pub account_id: Uuid,
    /// The officer's account.
    pub officer_id: Uuid,
    /// What the holder showed.
    pub evidence: Evidence,
    /// The number that is lost.
    pub former: Pii,
    /// The number from now on; a code that was sent there has come back.
    pub mobile: Pii,
}

/// What a person shows at the counter to prove who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The national identity card.
    NationalCard,
    /// The booklet of birth, with a picture.
    BirthCertificate,
    /// The passport.
    Passport,
    /// The driving licence.
    DrivingLicence,
}

impl Evidence {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::NationalCard, Self::BirthCertificate, Self::Passport, Self::DrivingLicence];

    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::NationalCard => "national_card",
            Self::BirthCertificate => "birth_certificate",
            Self::Passport => "passport",
            Self::DrivingLicence => "driving_licence",
        }
    }

    /// The kind of a stable word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == word)
    }
}

/// Where a one-time code was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// By text message.
    Sms,
    /// By mail.
    Email,
}
