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

/// Where a one-time code was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// By text message.
    Sms,
    /// By mail.
    Email,
}
