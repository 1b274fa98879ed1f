//! A batch as the database takes it: an array an attribute.

use crate::request::Request;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The number of a request, as the function counts.
fn number(at: usize) -> i32 {
    i32::try_from(at + 1).expect("a batch is bounded far below")
}

/// What is said of the requests.
#[derive(Default)]
pub(super) struct Asked<'a> {
    pub commands: Vec<Uuid>,
    pub hmacs: Vec<&'a [u8]>,
    pub kinds: Vec<&'a str>,
    pub ids: Vec<&'a str>,
    pub sequences: Vec<i64>,
    /// The place of a request's first event in the batch, from 1.
    pub firsts: Vec<i64>,
    /// The place of its last.
    pub lasts: Vec<i64>,
}

impl<'a> Asked<'a> {
    pub fn of(batch: &[&'a Request]) -> Self {
        let mut asked = Self::default();
        let mut before = 0;
        for request in batch {
            asked.commands.push(request.command_id);
            asked.hmacs.push(&request.request_hmac);
            asked.kinds.push(request.aggregate_type);
            asked.ids.push(&request.aggregate_id);
            asked.sequences.push(request.sequence);
            asked.firsts.push(before + 1);
            before += request.events.len() as i64;
            asked.lasts.push(before);
        }
        asked
    }
}

/// What is said of the events.
#[derive(Default)]
pub(super) struct Made<'a> {
    pub kinds: Vec<&'a str>,
    pub aggregates: Vec<&'a str>,
    pub sequences: Vec<i64>,
    pub ids: Vec<Uuid>,
    pub commands: Vec<Uuid>,
    pub types: Vec<&'a str>,
    pub versions: Vec<&'a str>,
    pub payloads: Vec<&'a str>,
    pub metadata: Vec<&'a str>,
    pub actors: Vec<&'a str>,
    pub correlations: Vec<Uuid>,
    pub causations: Vec<Uuid>,
    pub salts: Vec<&'a [u8]>,
    /// Never falling, whatever clocks said.
    pub times: Vec<DateTime<Utc>>,
}

impl<'a> Made<'a> {
    pub fn of(batch: &[&'a Request]) -> Self {
        let mut made = Self::default();
        for request in batch {
            let at = made.times.last().map_or(request.at, |last| request.at.max(*last));
            for (sequence, event) in (request.sequence + 1..).zip(&request.events) {
                made.kinds.push(request.aggregate_type);
                made.aggregates.push(&request.aggregate_id);
                made.sequences.push(sequence);
                made.ids.push(event.event_id);
                made.commands.push(request.command_id);
                made.types.push(&event.event_type);
                made.versions.push(&event.event_version);
                made.payloads.push(&event.payload);
                made.metadata.push(&event.metadata);
                made.actors.push(&request.actor_id);
                made.correlations.push(request.correlation_id);
                made.causations.push(request.causation_id);
                made.salts.push(&event.salt);
                made.times.push(at);
            }
        }
        made
    }
}

/// What is written beside the events: claims taken and released, keys minted, documents. Numbers say
/// whose they are, where that matters.
#[derive(Default)]
pub(super) struct Beside<'a> {
    pub takes: (Vec<i32>, Vec<&'a str>, Vec<&'a [u8]>),
    pub releases: (Vec<i32>, Vec<&'a str>),
    pub keys: (Vec<i32>, Vec<Uuid>, Vec<i32>, Vec<&'a [u8]>),
    pub blobs: (Vec<&'a str>, Vec<Uuid>, Vec<i32>, Vec<&'a [u8]>),
}

impl<'a> Beside<'a> {
    pub fn of(batch: &[&'a Request]) -> Self {
        let mut beside = Self::default();
        for (at, request) in batch.iter().enumerate() {
            for (scope, value) in &request.takes {
                beside.takes.0.push(number(at));
                beside.takes.1.push(scope);
                beside.takes.2.push(value);
            }
            for scope in &request.releases {
                beside.releases.0.push(number(at));
                beside.releases.1.push(scope);
            }
            for key in &request.new_keys {
                beside.keys.0.push(number(at));
                beside.keys.1.push(key.subject);
                beside.keys.2.push(key.version.cast_signed());
                beside.keys.3.push(&key.wrapped);
            }
            for blob in &request.blobs {
                beside.blobs.0.push(&blob.address);
                beside.blobs.1.push(blob.subject);
                beside.blobs.2.push(blob.key);
                beside.blobs.3.push(&blob.sealed);
            }
        }
        beside
    }
}
