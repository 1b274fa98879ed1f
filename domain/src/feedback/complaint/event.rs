use crate::feedback::rating::Ride;
use crate::kernel::event::{event_types, optional};
use crate::kernel::{ClaimChange, Pii};
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How a complaint ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The passenger was right. Where a driver is known it is a finding against that driver.
    Upheld,
    /// Nothing was found.
    NotUpheld,
    /// Another authority decides.
    Referred,
    /// The passenger let it be.
    Withdrawn,
}

impl Outcome {
    /// Every outcome, in the order in which forms offer them.
    pub const ALL: [Self; 4] = [Self::Upheld, Self::NotUpheld, Self::Referred, Self::Withdrawn];

    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::NotUpheld => "not_upheld",
            Self::Referred => "referred",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The outcome of a word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

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
    /// An officer wrote to the passenger.
    PassengerAnswered {
        /// The answer.
        text: Pii,
    },
    /// The driver was asked.
    DriverAsked {
        /// Who drove.
        driver_id: Uuid,
        /// What the driver was told, without who complains.
        account: Pii,
        /// The driver's last day to answer.
        answer_by: NaiveDate,
        /// The policy version that set the day.
        policy_version: String,
    },
    /// The driver told what happened.
    DriverHeard {
        /// The driver's words.
        text: Pii,
    },
    /// An officer decided.
    ComplaintResolved {
        /// How it ended.
        outcome: Outcome,
        /// Why, by the code of policy.
        reason: String,
        /// What the passenger should know.
        note: Option<Pii>,
        /// The policy version that decided.
        policy_version: String,
    },
}

event_types! { ComplaintEvent of "complaint" {
    ComplaintLodged: "1",
    PassengerAnswered: "1",
    DriverAsked: "1",
    DriverHeard: "1",
    ComplaintResolved: "1",
}
    fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
        match self {
            Self::ComplaintLodged { text, mobile, .. } => std::iter::once(("text", text)).chain(optional("mobile", mobile)).collect(),
            Self::PassengerAnswered { text } | Self::DriverHeard { text } => vec![("text", text)],
            Self::DriverAsked { account, .. } => vec![("account", account)],
            Self::ComplaintResolved { note, .. } => optional("note", note).into_iter().collect(),
        }
    }

    fn claims(&self) -> Vec<ClaimChange> {
        match self {
            Self::ComplaintLodged { tracking_sha256, .. } => {
                vec![ClaimChange::Take { scope: "complaint.tracking", value: tracking_sha256.clone() }]
            }
            // The code stays the passenger's, to see how it ended.
            Self::PassengerAnswered { .. } | Self::DriverAsked { .. } | Self::DriverHeard { .. } | Self::ComplaintResolved { .. } => Vec::new(),
        }
    }
}
