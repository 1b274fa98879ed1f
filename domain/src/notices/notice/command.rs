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
        /// Whom it goes to.
        to: Recipient,
        /// What it says.
        content: NoticeContent,
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

/// Whom a notice goes to.
#[derive(Debug, Clone)]
pub enum Recipient {
    /// The holder of an account, at the account's own addresses.
    Account(Uuid),
    /// The holder of an account, at a mobile number that is not the account's own.
    AccountAt(Uuid, Pii),
    /// Whoever left this mobile number, without an account.
    Number(Pii),
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
