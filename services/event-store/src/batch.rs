//! What may go into one transaction together.

use crate::request::Request;
use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Events of one transaction, about.
const EVENTS: usize = 1_000;

/// The longest run from the front in which no command id, no aggregate, no claim and no new key
/// stands twice; what would, waits for the next batch. Requests of one aggregate keep their order.
///
/// A batch lets claims go before it takes any, so whoever lets go in a scope in which another before
/// them takes waits, too: what is taken must have been let go of earlier in the log.
pub(crate) fn next(waiting: &mut VecDeque<Request>) -> Vec<Request> {
    let mut batch = Vec::with_capacity(waiting.len().min(EVENTS));
    let mut aside = VecDeque::new();
    let mut used = HashSet::with_capacity(4 * batch.capacity());
    let (mut events, mut taken) = (0, HashSet::new());
    while let Some(request) = waiting.pop_front() {
        if events >= EVENTS {
            waiting.push_front(request);
            break;
        }
        let marks = marks(&request);
        let fresh = marks.iter().all(|mark| !used.contains(mark)) && request.releases.iter().all(|scope| !taken.contains(scope));
        // Those of one that waits are used up too, or a later one would overtake it.
        used.extend(marks);
        if fresh {
            events += request.events.len();
            taken.extend(request.takes.iter().map(|(scope, _)| *scope));
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

#[cfg(test)]
mod tests {
    use super::next;
    use crate::request::Request;
    use chrono::Utc;
    use std::collections::VecDeque;
    use tokio::time::Instant;
    use uuid::Uuid;

    fn request(aggregate: &str, takes: &[&'static str], releases: &[&'static str]) -> Request {
        Request {
            aggregate_type: "account",
            aggregate_id: aggregate.to_owned(),
            sequence: 1,
            command_id: Uuid::new_v4(),
            request_hmac: Vec::new(),
            actor_id: "operator".to_owned(),
            correlation_id: Uuid::nil(),
            causation_id: Uuid::nil(),
            at: Utc::now(),
            events: Vec::new(),
            takes: takes.iter().map(|scope| (*scope, aggregate.as_bytes().to_vec())).collect(),
            releases: releases.to_vec(),
            new_keys: Vec::new(),
            blobs: Vec::new(),
            queued: Instant::now(),
            reply: None,
        }
    }

    fn batches(waiting: Vec<Request>) -> Vec<Vec<String>> {
        let mut waiting = VecDeque::from(waiting);
        std::iter::from_fn(|| (!waiting.is_empty()).then(|| next(&mut waiting).into_iter().map(|one| one.aggregate_id).collect())).collect()
    }

    #[test]
    fn who_lets_a_claim_go_after_another_took_one_is_written_after_them() {
        let scope = "account.mobile";
        assert_eq!(batches(vec![request("taker", &[scope], &[]), request("leaver", &[], &[scope])]), [["taker"], ["leaver"]]);
        assert_eq!(batches(vec![request("leaver", &[], &[scope]), request("taker", &[scope], &[])]), [["leaver", "taker"]]);
        assert_eq!(batches(vec![request("taker", &["vehicle.plate"], &[]), request("leaver", &[], &[scope])]), [["taker", "leaver"]]);
    }

    #[test]
    fn of_one_aggregate_a_batch_has_one_and_the_rest_keep_their_order() {
        let waiting = vec![request("one", &[], &[]), request("two", &[], &[]), request("one", &[], &[])];
        assert_eq!(batches(waiting), [vec!["one", "two"], vec!["one"]]);
    }
}
