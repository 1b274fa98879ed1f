//! The history, for auditors: what happened, why, and how things stood.

use askama::Template;
use chrono::{DateTime, Utc};

use super::register::Fact;
use super::{Choice, DateFields, FieldErrors, LicenceStatus, Page};

/// What the history is searched for; sent by GET under these names. `from`
/// and `to` take a position, a date (1405/09/02 or 2026-11-23) or a time.
#[derive(Clone, Debug, Default)]
pub struct HistoryFilters {
    /// An event type, or empty.
    pub event_type: String,
    /// An actor's id, or empty: a name does not belong into an address.
    pub actor: String,
    /// An aggregate type, or empty.
    pub aggregate_type: String,
    /// An aggregate's id.
    pub aggregate_id: String,
    /// From which position, date or time.
    pub from: String,
    /// To which position, date or time.
    pub to: String,
}

impl HistoryFilters {
    /// How many are in use.
    pub(crate) fn active(&self) -> i64 {
        let all = [
            &self.event_type,
            &self.actor,
            &self.aggregate_type,
            &self.aggregate_id,
            &self.from,
            &self.to,
        ];
        all.iter()
            .filter(|value| !value.is_empty())
            .count()
            .try_into()
            .unwrap_or(0)
    }
}

/// An event in a list.
#[derive(Clone, Debug, Default)]
pub struct EventRow {
    /// Its position in the log.
    pub position: i64,
    /// Its type, such as `LicenceSuspended`.
    pub event_type: String,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Who caused it: a name, a role, or the system in words.
    pub actor: String,
    /// The type of its aggregate.
    pub aggregate_type: String,
    /// The id of its aggregate.
    pub aggregate_id: String,
    /// One more line in words: the ground, the number.
    pub summary: Option<String>,
}

/// The list of events. Exporting is POST `/history/export`: `csrf`, `key` and
/// the filters; it answers with JSON lines.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "history/list.html")]
pub struct History {
    /// The frame.
    pub page: Page,
    /// What was refused, by the filters' names.
    pub errors: FieldErrors,
    /// The idempotency key of the export's form.
    pub key: String,
    /// What is searched for.
    pub filters: HistoryFilters,
    /// The event types to choose from.
    pub event_types: Vec<String>,
    /// The aggregate types to choose from.
    pub aggregate_types: Vec<String>,
    /// The actors to choose from.
    pub actors: Vec<Choice>,
    /// This page of the result, newest first.
    pub rows: Vec<EventRow>,
    /// The query of the first page, where this is not the first.
    pub first: Option<String>,
    /// The query of the next page.
    pub next: Option<String>,
}

/// A node of the tree of causes: the event itself, what it came from (above)
/// and what came of it (below), in the order of the tree with its depth.
#[derive(Clone, Debug, Default)]
pub struct CauseNode {
    /// How deep it lies, from 0.
    pub depth: usize,
    /// The position; none for a command.
    pub position: Option<i64>,
    /// An event's type; for a command its name in words.
    pub name: String,
    /// Who and when, in words already translated.
    pub detail: String,
    /// Whether it is the event of this page.
    pub here: bool,
}

/// A line of a table of names and values.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The name as stored.
    pub name: String,
    /// The value as stored.
    pub value: String,
}

/// One event and why it happened.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "history/event.html")]
pub struct EventPage {
    /// The frame.
    pub page: Page,
    /// The event.
    pub event: EventRow,
    /// The id of who caused it.
    pub actor_id: String,
    /// Its number within its aggregate.
    pub sequence: i64,
    /// Its id.
    pub event_id: String,
    /// The version of its type.
    pub event_version: String,
    /// The command that gave it, in words.
    pub command: String,
    /// That command's id.
    pub command_id: String,
    /// The request that all of it came from.
    pub correlation_id: String,
    /// The event that caused it.
    pub causation_id: Option<String>,
    /// The version of the policy that judged.
    pub policy_version: Option<String>,
    /// The tree of causes and effects.
    pub causes: Vec<CauseNode>,
    /// The stored metadata.
    pub metadata: Vec<Entry>,
    /// The stored payload, indented.
    pub payload: String,
    /// Whether the event belongs to a licence, which has a timeline.
    pub licence_id: Option<String>,
}

impl EventPage {
    /// The tree as a list of nodes with how many levels open before and close
    /// after each: templates have no recursion.
    fn tree(&self) -> Vec<(&CauseNode, usize)> {
        let depth_after = |index: usize| self.causes.get(index + 1).map_or(0, |next| next.depth);
        self.causes
            .iter()
            .enumerate()
            .map(|(index, node)| (node, (node.depth + 1).saturating_sub(depth_after(index))))
            .collect()
    }
}

/// What an event changed: a property before and after.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// The property's name in words.
    pub property: String,
    /// Its value before, none where it was empty.
    pub before: Option<String>,
    /// Its value after, none where it is empty.
    pub after: Option<String>,
}

/// A licence as it stood at a moment. GET `/history/licences/{id}`:
/// `position`, or `on_day`, `on_month`, `on_year`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "history/licence.html")]
pub struct LicenceTimeline {
    /// The frame.
    pub page: Page,
    /// What was refused (fields `on`, `position`).
    pub errors: FieldErrors,
    /// The licence's id.
    pub id: String,
    /// The licence's number.
    pub number: String,
    /// The permit kind in words.
    pub kind: String,
    /// Its events around that moment, newest first.
    pub events: Vec<EventRow>,
    /// How many it has in all.
    pub count: i64,
    /// The position that the page shows.
    pub position: i64,
    /// When that was recorded; none before the first event of the log.
    pub at: Option<DateTime<Utc>>,
    /// Which of the licence's events that is, from 1; 0 before the first.
    pub ordinal: i64,
    /// The position of the event before it.
    pub previous: Option<i64>,
    /// The position of the event after it.
    pub following: Option<i64>,
    /// The date as typed.
    pub on: DateFields,
    /// What the licence was worth then; none before it existed.
    pub status: Option<LicenceStatus>,
    /// How it stood then.
    pub state: Vec<Fact>,
    /// What the event at that position changed.
    pub changes: Vec<Change>,
}

impl LicenceTimeline {
    fn shown(&self) -> i64 {
        self.events.len().try_into().unwrap_or(i64::MAX)
    }

    fn place(&self, event: &EventRow) -> &'static str {
        match event.position.cmp(&self.position) {
            std::cmp::Ordering::Less => "ev",
            std::cmp::Ordering::Equal => "ev ev-on",
            std::cmp::Ordering::Greater => "ev ev-after",
        }
    }
}
