use super::NoticeContent;
use crate::identity::account::Channel;
use crate::kernel::Pii;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// What can be asked of a notice.
#[derive(Debug, Clone)]
pub enum NoticeCommand {
    /// Somebody is to be told something; it is sent next.
    Prepare {
        /// Whose account it goes to.
        account_id: Uuid,
        /// What it says.
        content: NoticeContent,
        /// The mobile number that it goes to, where that is not the account's own.
        mobile: Option<Pii>,
    },
    /// The mail server or the SMS provider took it.
    RecordDelivery {
        /// By which way.
        channel: Channel,
        /// Where it went.
        address: Pii,
        /// What the provider calls it.
        reference: Option<String>,
    },
    /// It was tried in vain.
    RecordFailure(FailedAttempt),
}

/// An attempt that was in vain.
#[derive(Debug, Clone)]
pub struct FailedAttempt {
    /// By which way.
    pub channel: Channel,
    /// Why: a stable word.
    pub reason: String,
    /// Trying again cannot help.
    pub is_final: bool,
    /// When it was tried.
    pub at: DateTime<Utc>,
    /// The pauses after the first, the second and each further attempt, in minutes; after the last of
    /// them it is given up.
    pub retry_minutes: Vec<u16>,
    /// The policy version that sets the pauses.
    pub policy_version: String,
}
