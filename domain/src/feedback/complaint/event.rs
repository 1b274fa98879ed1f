use crate::feedback::rating::Ride;
use crate::kernel::event::{event_types, optional};
use crate::kernel::{ClaimChange, Pii};
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What happened to a complaint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum ComplaintEvent {
    /// A passenger complained.
    ComplaintLodged {
        /// Whose ride it was.
        ride: Ride,
        /// The category's code.
        category: String,
        /// What happened, in the passenger's words.
        text: Pii,
        /// When it happened, where said.
        occurred_at: Option<DateTime<Utc>>,
        /// A mobile number for the answer.
        mobile: Option<Pii>,
        /// SHA-256 of the tracking code, hex.
        tracking_sha256: String,
        /// The day by which it is answered.
        answer_by: NaiveDate,
        /// The policy version that offered the category and set the day.
        policy_version: String,
    },
}

event_types! { ComplaintEvent of "complaint" {
    ComplaintLodged: "1",
}
    fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
        let Self::ComplaintLodged { text, mobile, .. } = self;
        std::iter::once(("text", text)).chain(optional("mobile", mobile)).collect()
    }

    fn claims(&self) -> Vec<ClaimChange> {
        let Self::ComplaintLodged { tracking_sha256, .. } = self;
        vec![ClaimChange::Take { scope: "complaint.tracking", value: tracking_sha256.clone() }]
    }
}
