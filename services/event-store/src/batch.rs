//! What may go into one transaction together.

use crate::request::Request;
use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Events of one transaction, about.
const EVENTS: usize = 1_000;

/// The longest run from the front in which no command id, no aggregate, no claim and no new key
/// stands twice; what would, waits for the next batch. Requests of one aggregate keep their order.
pub(crate) fn next(waiting: &mut VecDeque<Request>) -> Vec<Request> {
    let mut batch = Vec::with_capacity(waiting.len().min(EVENTS));
    let mut aside = VecDeque::new();
    let mut used = HashSet::with_capacity(4 * batch.capacity());
    let mut events = 0;
    while let Some(request) = waiting.pop_front() {
        if events >= EVENTS {
            waiting.push_front(request);
            break;
        }
        let marks = marks(&request);
        let fresh = marks.iter().all(|mark| !used.contains(mark));
        // Those of one that waits are used up too, or a later one would overtake it.
        used.extend(marks);
        if fresh {
            events += request.events.len();
            batch.push(request);
        } else {
            aside.push_back(request);
        }
    }
    while let Some(request) = aside.pop_back() {
        waiting.push_front(request);
    }
    batch
}

/// What no two requests of a batch may share. Two marks that are equal by chance cost a request one
/// batch's time and nothing else.
fn marks(request: &Request) -> Vec<u64> {
    let mut marks = Vec::with_capacity(2 + request.takes.len() + request.new_keys.len());
    marks.push(mark("command", &request.command_id));
    marks.push(mark("aggregate", &(request.aggregate_type, &request.aggregate_id)));
    marks.extend(request.takes.iter().map(|take| mark("claim", take)));
    marks.extend(request.new_keys.iter().map(|key| mark("key", &key.subject)));
    marks
}

fn mark(what: &str, value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    value.hash(&mut hasher);
    hasher.finish()
}
