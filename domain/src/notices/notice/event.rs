use super::{NoticeContent, NoticeSubject};
use crate::identity::account::Channel;
use crate::kernel::{Earlier, Pii};
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
        /// Whose account it goes to; none for a passenger who left a number.
        account_id: Option<Uuid>,
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
    NoticeDelivered: "2",
    NoticeDeliveryFailed: "2",
    NoticeUndeliverable: "2",
}
    const EARLIER: &'static [Earlier<Self>] = &[
        Earlier { event_type: "NoticeDelivered", version: "1", upcast: before_complaints },
        Earlier { event_type: "NoticeDeliveryFailed", version: "1", upcast: before_complaints },
        Earlier { event_type: "NoticeUndeliverable", version: "1", upcast: before_complaints },
    ];

    fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
        match self {
            Self::NoticePrepared { mobile, .. } => optional("mobile", mobile).into_iter().collect(),
            Self::NoticeDelivered { address, .. } => vec![("address", address)],
            Self::NoticeDeliveryFailed { .. } | Self::NoticeUndeliverable { .. } => Vec::new(),
        }
    }
}

/// What was written before a notice could be about a complaint: that field is missing, and so is none.
fn before_complaints(payload: &str) -> Result<Vec<NoticeEvent>, serde_json::Error> {
    Ok(vec![serde_json::from_str(payload)?])
}
