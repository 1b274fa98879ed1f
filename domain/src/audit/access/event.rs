use crate::kernel::event::{derived_id, event_types};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A look at what not everyone sees. The stream belongs to one person and one day, so that looking
/// never conflicts with deciding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum AccessEvent {
    /// A record was opened.
    RecordViewed {
        /// The type of what was opened, such as `licence`.
        subject_type: String,
        /// Its id.
        subject_id: Uuid,
        /// Why it may be looked at.
        basis: String,
    },
    /// The history was listed with a filter.
    HistoryViewed {
        /// The filter as it was asked.
        filter: HistoryFilter,
        /// Why it may be looked at.
        basis: String,
    },
    /// Events were exported.
    HistoryExported {
        /// The filter as it was asked.
        filter: HistoryFilter,
        /// Why it may be exported.
        basis: String,
    },
    /// Read models were replayed from the log.
    HistoryReplayed {
        /// The last position or moment that was asked for; the head where not given.
        to: Option<String>,
        /// Whether the result was compared with the live read models.
        compared: bool,
    },
}

/// What part of the history was asked for, in the words it was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HistoryFilter {
    /// An event type.
    #[serde(rename = "type")]
    pub event_type: Option<String>,
    /// `TYPE/ID` of an aggregate.
    pub aggregate: Option<String>,
    /// The id of an actor.
    pub actor: Option<String>,
    /// The first position or moment.
    pub from: Option<String>,
    /// The last position or moment.
    pub to: Option<String>,
}

/// The stream of what one person looked at on one day.
pub fn access_id(actor: Uuid, day: NaiveDate) -> Uuid {
    derived_id(actor, &format!("access:{day}"))
}

event_types! { AccessEvent of "access" {
    RecordViewed: "1",
    HistoryViewed: "1",
    HistoryExported: "1",
    HistoryReplayed: "1",
}}
