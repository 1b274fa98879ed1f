use super::{NoticeContent, NoticeSubject};
use crate::identity::account::Channel;
use crate::kernel::Pii;
use crate::kernel::event::{event_types, optional};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happened to a notice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum NoticeEvent {
    /// Somebody is to be told something. Stored before anything is sent.
    NoticePrepared {
        /// Whose account it goes to.
        account_id: Uuid,
        /// What it says.
        content: NoticeContent,
        /// The mobile number that it goes to, where that is not the account's own.
        mobile: Option<Pii>,
    },
    /// The mail server or the SMS provider took it.
    NoticeDelivered {
        /// Which notice it is, for whom and about what.
        about: NoticeSubject,
        /// Which attempt it was, from 1.
        attempt: u32,
        /// By which way.
        channel: Channel,
        /// Where it went.
        address: Pii,
        /// What the provider calls it.
        reference: Option<String>,
    },
    /// It was tried in vain, and will be again.
    NoticeDeliveryFailed {
        /// Which notice it is, for whom and about what.
        about: NoticeSubject,
        /// Which attempt it was, from 1.
        attempt: u32,
        /// By which way.
        channel: Channel,
        /// Why: a stable word.
        reason: String,
        /// When it is tried again.
        again_at: DateTime<Utc>,
        /// The policy version that set the pause.
        policy_version: String,
    },
    /// It was tried in vain, and is not tried again.
    NoticeUndeliverable {
        /// Which notice it is, for whom and about what.
        about: NoticeSubject,
        /// How many attempts there were.
        attempts: u32,
        /// By which way.
        channel: Channel,
        /// Why: a stable word.
        reason: String,
        /// The policy version that gave it up.
        policy_version: String,
    },
}

event_types! { NoticeEvent of "notice" {
    NoticePrepared: "1",
    NoticeDelivered: "1",
    NoticeDeliveryFailed: "1",
    NoticeUndeliverable: "1",
}
    fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
        match self {
            Self::NoticePrepared { mobile, .. } => optional("mobile", mobile).into_iter().collect(),
            Self::NoticeDelivered { address, .. } => vec![("address", address)],
            Self::NoticeDeliveryFailed { .. } | Self::NoticeUndeliverable { .. } => Vec::new(),
        }
    }
}
