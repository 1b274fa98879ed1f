//! Why an event happened, and what came of it.

use crate::event_json::raw;
use crate::{AuditError, EventJson, event_json};
use event_store::{Recorded, history};
use serde::Serialize;
use serde_json::value::RawValue;
use sqlx::PgPool;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// An event in its story.
#[derive(Debug, Clone, Serialize)]
pub struct Story {
    /// The event.
    pub event: EventJson,
    /// The command that made it.
    pub command: Command,
    /// The other events of that command.
    pub together: Vec<EventJson>,
    /// What it follows from, oldest first: the path from the story's beginning.
    pub causes: Vec<EventJson>,
    /// What followed from it, oldest first.
    pub consequences: Vec<Consequence>,
}

/// A command, as the events that it made tell of it.
#[derive(Debug, Clone, Serialize)]
pub struct Command {
    /// Its id.
    pub command_id: Uuid,
    /// Its name, such as `SuspendLicence`; null where the metadata does not say.
    pub command: Option<String>,
    /// Who asked.
    pub actor_id: String,
    /// Everything that went with it, the stored text.
    pub metadata: Box<RawValue>,
}

/// An event that followed, with what followed from it.
#[derive(Debug, Clone, Serialize)]
pub struct Consequence {
    /// The event.
    pub event: EventJson,
    /// What followed from it, oldest first.
    pub children: Vec<Consequence>,
}

/// The story of the event at a position; `None` where there is no such event.
///
/// # Errors
/// Where the database does not answer.
pub async fn why(pool: &PgPool, position: i64) -> Result<Option<Story>, AuditError> {
    let Some(event) = history::at(pool, position).await? else { return Ok(None) };
    let story = history::story(pool, event.correlation_id).await?;
    tell(&story, position)
}

/// Finds the event in its story, and its causes and consequences.
fn tell(story: &[Recorded], position: i64) -> Result<Option<Story>, AuditError> {
    let tree = Tree::grow(story);
    let Some(event) = story.iter().find(|event| event.position == position) else { return Ok(None) };
    let mut causes = Vec::new();
    let mut at = event;
    while let Some(parent) = tree.parent(at) {
        causes.push(event_json(parent)?);
        at = parent;
    }
    causes.reverse();
    let together = story.iter().filter(|other| other.command_id == event.command_id && other.position != position);
    Ok(Some(Story {
        event: event_json(event)?,
        command: command_of(event)?,
        together: together.map(event_json).collect::<Result<_, _>>()?,
        causes,
        consequences: tree.consequences(event)?,
    }))
}

fn command_of(event: &Recorded) -> Result<Command, AuditError> {
    let metadata: serde_json::Value = serde_json::from_str(&event.metadata)
        .map_err(|source| AuditError::Json { position: event.position, source })?;
    Ok(Command {
        command_id: event.command_id,
        command: metadata["command"].as_str().map(str::to_owned),
        actor_id: event.actor_id.clone(),
        metadata: raw(event, &event.metadata)?,
    })
}

/// Who follows from whom. A parent always stands before its child, whatever ids say, so that no
/// forged id makes a cycle.
struct Tree<'a> {
    by_event: HashMap<Uuid, &'a Recorded>,
    /// The first event of every command: it stands for the command.
    by_command: HashMap<Uuid, &'a Recorded>,
    children: BTreeMap<i64, Vec<&'a Recorded>>,
}

impl<'a> Tree<'a> {
    /// From a story in the order of positions.
    fn grow(story: &'a [Recorded]) -> Self {
        let mut tree = Self { by_event: HashMap::new(), by_command: HashMap::new(), children: BTreeMap::new() };
        for event in story {
            tree.by_event.insert(event.event_id, event);
            tree.by_command.entry(event.command_id).or_insert(event);
        }
        for event in story {
            if let Some(parent) = tree.parent(event) {
                tree.children.entry(parent.position).or_default().push(event);
            }
        }
        tree
    }

    /// What an event follows from: an event, or the first event of *another* command.
    fn parent(&self, event: &Recorded) -> Option<&'a Recorded> {
        let of_command =
            || self.by_command.get(&event.causation_id).filter(|first| first.command_id != event.command_id);
        let parent = *self.by_event.get(&event.causation_id).or_else(of_command)?;
        (parent.position < event.position).then_some(parent)
    }

    /// The tree below an event, built from its last position up: without recursion, so that no
    /// chain is too long to be put together.
    fn consequences(&self, event: &Recorded) -> Result<Vec<Consequence>, AuditError> {
        let mut below: Vec<&Recorded> = Vec::new();
        let mut next = vec![event];
        while let Some(event) = next.pop() {
            let children = self.children.get(&event.position).map(Vec::as_slice).unwrap_or_default();
            below.extend(children);
            next.extend(children);
        }
        below.sort_by_key(|event| std::cmp::Reverse(event.position));
        let mut grown: HashMap<i64, Vec<Consequence>> = HashMap::new();
        for child in below {
            let mut children = grown.remove(&child.position).unwrap_or_default();
            children.reverse();
            let consequence = Consequence { event: event_json(child)?, children };
            if let Some(parent) = self.parent(child) {
                grown.entry(parent.position).or_default().push(consequence);
            }
        }
        let mut consequences = grown.remove(&event.position).unwrap_or_default();
        consequences.reverse();
        Ok(consequences)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ids: events are 1, 2, …; commands 101, 102, …
    fn event(position: i64, command: u128, causation: u128) -> Recorded {
        Recorded {
            position,
            recorded_at: chrono::DateTime::UNIX_EPOCH,
            aggregate_type: "licence".to_owned(),
            aggregate_id: Uuid::nil().to_string(),
            sequence: position,
            event_id: Uuid::from_u128(position.unsigned_abs().into()),
            event_type: "LicenceIssued".to_owned(),
            event_version: "1".to_owned(),
            command_id: Uuid::from_u128(command),
            correlation_id: Uuid::from_u128(101),
            causation_id: Uuid::from_u128(causation),
            actor_id: "officer".to_owned(),
            payload: r#"{"a": 1.0}"#.to_owned(),
            metadata: format!(r#"{{"command":"Do{command}"}}"#),
        }
    }

    /// Two events of a command; a reactor follows the second, another the first event of that; a
    /// third command names the second command as its cause.
    fn story() -> Vec<Recorded> {
        vec![
            event(1, 101, 101),
            event(2, 101, 101),
            event(3, 102, 2),
            event(4, 102, 2),
            event(5, 103, 3),
            event(6, 104, 102),
        ]
    }

    fn shape(consequences: &[Consequence]) -> String {
        let parts: Vec<String> =
            consequences.iter().map(|c| format!("{}[{}]", c.event.position, shape(&c.children))).collect();
        parts.join(" ")
    }

    fn told(story: &[Recorded], position: i64) -> (Vec<i64>, Vec<i64>, String) {
        let told = tell(story, position).expect("JSON").expect("is there");
        let positions = |events: &[EventJson]| events.iter().map(|event| event.position).collect();
        (positions(&told.together), positions(&told.causes), shape(&told.consequences))
    }

    #[test]
    fn causes_lead_up_to_the_beginning_and_consequences_down_to_the_leaves() {
        let story = story();
        assert_eq!(told(&story, 1), (vec![2], vec![], String::new()));
        assert_eq!(told(&story, 2), (vec![1], vec![], "3[5[] 6[]] 4[]".to_owned()));
        assert_eq!(told(&story, 3), (vec![4], vec![2], "5[] 6[]".to_owned()));
        assert_eq!(told(&story, 6), (vec![], vec![2, 3], String::new()));
        assert!(tell(&story, 7).expect("JSON").is_none());
    }

    #[test]
    fn a_story_that_bites_its_tail_ends_all_the_same() {
        let story = vec![event(1, 101, 2), event(2, 102, 1), event(3, 103, 3)];
        assert_eq!(told(&story, 1), (vec![], vec![], "2[]".to_owned()));
        assert_eq!(told(&story, 2), (vec![], vec![1], String::new()));
        assert_eq!(told(&story, 3), (vec![], vec![], String::new()));
    }

    #[test]
    fn the_stored_text_stays_as_it_is() {
        let told = tell(&story(), 3).expect("JSON").expect("is there");
        let json = serde_json::to_string(&told).expect("JSON");
        assert!(json.contains(r#""payload":{"a": 1.0}"#), "{json}");
        assert_eq!(told.command.command.as_deref(), Some("Do102"));
    }
}
