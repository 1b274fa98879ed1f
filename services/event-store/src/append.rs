//! One batch of commands in one transaction.

use crate::blobs::SealedBlob;
use crate::envelope::Executed;
use crate::sealing::MintedKey;
use crate::StoreError;
use chrono::{DateTime, Timelike, Utc};
use sqlx::{PgConnection, Row};
use std::collections::{HashMap, HashSet};
use tokio::sync::oneshot;
use uuid::Uuid;

/// An event that waits for its position.
pub(crate) struct Draft {
    pub event_id: Uuid,
    pub event_type: String,
    pub event_version: String,
    pub payload: String,
    pub metadata: String,
    pub salt: Vec<u8>,
}

/// A command's events, ready to be stored.
pub(crate) struct Request {
    pub aggregate_type: &'static str,
    pub aggregate_id: String,
    /// The sequence that the command was decided on.
    pub sequence: i64,
    pub command_id: Uuid,
    pub request_hmac: Vec<u8>,
    pub actor_id: String,
    pub correlation_id: Uuid,
    pub causation_id: Uuid,
    pub at: DateTime<Utc>,
    pub events: Vec<Draft>,
    pub takes: Vec<(&'static str, Vec<u8>)>,
    pub releases: Vec<&'static str>,
    pub new_keys: Vec<MintedKey>,
    pub blobs: Vec<SealedBlob>,
    pub reply: oneshot::Sender<Result<Outcome, StoreError>>,
}

/// What became of one request of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Appended(Executed),
    Repeated(Executed),
    KeyReused,
    Taken(&'static str),
    Conflict,
}

/// Appends a batch. A request that fails leaves no trace and no hole; the others go on.
/// At most one request of an aggregate and one of a command id may be in a batch.
pub(crate) async fn append(db: &mut PgConnection, batch: &[Request]) -> Result<Vec<Outcome>, StoreError> {
    let mut tx = sqlx::Connection::begin(db).await?;
    // As its own statement: inside one statement the checks would read a stale snapshot.
    let head = sqlx::query("/* append::head */ SELECT position, recorded_at FROM log_head FOR UPDATE").fetch_one(&mut *tx).await?;
    let (mut position, recorded_at): (i64, DateTime<Utc>) = (head.try_get(0)?, head.try_get(1)?);

    let done = done_before(&mut tx, batch).await?;
    let sequences = sequences(&mut tx, batch).await?;
    let mut holders = claim_holders(&mut tx, batch).await?;
    let mut known_keys = known_keys(&mut tx, batch).await?;

    let mut rows = Rows::default();
    let mut outcomes = Vec::with_capacity(batch.len());
    for (request, sequence) in batch.iter().zip(sequences) {
        let outcome = if let Some((hmac, executed)) = done.get(&request.command_id) {
            if *hmac == request.request_hmac { Outcome::Repeated(*executed) } else { Outcome::KeyReused }
        } else if sequence != request.sequence || request.new_keys.iter().any(|key| known_keys.contains(&key.subject)) {
            Outcome::Conflict
        } else if let Some((scope, _)) = request.takes.iter().find(|(scope, value)| {
            holders.get(&((*scope).to_owned(), value.clone())).is_some_and(|holder| *holder != request.aggregate_id)
        }) {
            Outcome::Taken(scope)
        } else {
            for (scope, value) in &request.takes {
                holders.insert(((*scope).to_owned(), value.clone()), request.aggregate_id.clone());
            }
            // Another request of this batch may have minted a key for the same subject.
            known_keys.extend(request.new_keys.iter().map(|key| key.subject));
            rows.add(request, &mut position, recorded_at)
        };
        outcomes.push(outcome);
    }
    if !rows.position.is_empty() {
        rows.write(&mut tx, position).await?;
    }
    tx.commit().await?;
    Ok(outcomes)
}

async fn done_before(db: &mut PgConnection, batch: &[Request]) -> Result<HashMap<Uuid, (Vec<u8>, Executed)>, StoreError> {
    let ids: Vec<Uuid> = batch.iter().map(|request| request.command_id).collect();
    let rows = sqlx::query(
        "/* append::done_before */ SELECT command_id, request_hmac, first_position, last_position FROM commands WHERE command_id = ANY($1)",
    )
    .bind(ids)
    .fetch_all(db)
    .await?;
    let mut done = HashMap::new();
    for row in rows {
        let executed = Executed { first_position: row.try_get(2)?, last_position: row.try_get(3)?, repeated: true };
        done.insert(row.try_get(0)?, (row.try_get(1)?, executed));
    }
    Ok(done)
}

/// The current sequence of every request's aggregate. The lateral form keeps its plan good
/// whatever the statistics said when it was made.
async fn sequences(db: &mut PgConnection, batch: &[Request]) -> Result<Vec<i64>, StoreError> {
    let kinds: Vec<&str> = batch.iter().map(|request| request.aggregate_type).collect();
    let ids: Vec<&str> = batch.iter().map(|request| request.aggregate_id.as_str()).collect();
    Ok(sqlx::query_scalar(
        "/* append::sequences */ SELECT coalesce(last.sequence, 0)
         FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (kind, id, ordinal)
         LEFT JOIN LATERAL (
             SELECT sequence FROM events WHERE aggregate_type = asked.kind AND aggregate_id = asked.id
             ORDER BY sequence DESC LIMIT 1
         ) AS last ON true
         ORDER BY asked.ordinal",
    )
    .bind(kinds)
    .bind(ids)
    .fetch_all(db)
    .await?)
}

type Holders = HashMap<(String, Vec<u8>), String>;

async fn claim_holders(db: &mut PgConnection, batch: &[Request]) -> Result<Holders, StoreError> {
    let mut holders = Holders::new();
    let takes: Vec<_> = batch.iter().flat_map(|request| &request.takes).collect();
    if takes.is_empty() {
        return Ok(holders);
    }
    let scopes: Vec<&str> = takes.iter().map(|(scope, _)| *scope).collect();
    let values: Vec<&[u8]> = takes.iter().map(|(_, value)| value.as_slice()).collect();
    let rows = sqlx::query(
        "/* append::claim_holders */ SELECT scope, value, aggregate_id FROM claims
         WHERE (scope, value) IN (SELECT * FROM unnest($1::text[], $2::bytea[]))",
    )
    .bind(scopes)
    .bind(values)
    .fetch_all(db)
    .await?;
    for row in rows {
        holders.insert((row.try_get(0)?, row.try_get(1)?), row.try_get(2)?);
    }
    Ok(holders)
}

async fn known_keys(db: &mut PgConnection, batch: &[Request]) -> Result<HashSet<Uuid>, StoreError> {
    let subjects: Vec<Uuid> = batch.iter().flat_map(|request| &request.new_keys).map(|key| key.subject).collect();
    if subjects.is_empty() {
        return Ok(HashSet::new());
    }
    let known: Vec<Uuid> =
        sqlx::query_scalar("/* append::known_keys */ SELECT subject FROM subject_keys WHERE subject = ANY($1)")
            .bind(subjects)
            .fetch_all(db)
            .await?;
    Ok(known.into_iter().collect())
}

/// The columns of all rows that a batch writes.
#[derive(Default)]
struct Rows<'a> {
    position: Vec<i64>,
    aggregate_type: Vec<&'a str>,
    aggregate_id: Vec<&'a str>,
    sequence: Vec<i64>,
    event_id: Vec<Uuid>,
    command_id: Vec<Uuid>,
    event_type: Vec<&'a str>,
    event_version: Vec<&'a str>,
    payload: Vec<&'a str>,
    metadata: Vec<&'a str>,
    actor_id: Vec<&'a str>,
    correlation_id: Vec<Uuid>,
    causation_id: Vec<Uuid>,
    salt: Vec<&'a [u8]>,
    recorded_at: Vec<DateTime<Utc>>,
    commands: Vec<(Uuid, &'a [u8], i64, i64)>,
    takes: Vec<(&'a str, &'a [u8], &'a str)>,
    releases: Vec<(&'a str, &'a str)>,
    keys: Vec<(Uuid, i32, &'a [u8])>,
    blobs: Vec<&'a SealedBlob>,
}

impl<'a> Rows<'a> {
    fn add(&mut self, request: &'a Request, position: &mut i64, head_time: DateTime<Utc>) -> Outcome {
        let last = self.recorded_at.last().copied().unwrap_or(head_time);
        // Microseconds are what the database keeps; time in the log never runs backwards.
        let at = request.at.with_nanosecond(request.at.nanosecond() / 1_000 * 1_000).unwrap_or(request.at).max(last);
        let first_position = *position + 1;
        for (ordinal, event) in request.events.iter().enumerate() {
            *position += 1;
            self.position.push(*position);
            self.aggregate_type.push(request.aggregate_type);
            self.aggregate_id.push(&request.aggregate_id);
            self.sequence.push(request.sequence + 1 + ordinal as i64);
            self.event_id.push(event.event_id);
            self.command_id.push(request.command_id);
            self.event_type.push(&event.event_type);
            self.event_version.push(&event.event_version);
            self.payload.push(&event.payload);
            self.metadata.push(&event.metadata);
            self.actor_id.push(&request.actor_id);
            self.correlation_id.push(request.correlation_id);
            self.causation_id.push(request.causation_id);
            self.salt.push(&event.salt);
            self.recorded_at.push(at);
        }
        self.commands.push((request.command_id, &request.request_hmac, first_position, *position));
        self.takes.extend(request.takes.iter().map(|(scope, value)| (*scope, value.as_slice(), request.aggregate_id.as_str())));
        self.releases.extend(request.releases.iter().map(|scope| (*scope, request.aggregate_id.as_str())));
        self.keys.extend(request.new_keys.iter().map(|key| (key.subject, key.version.cast_signed(), key.wrapped.as_slice())));
        self.blobs.extend(&request.blobs);
        Outcome::Appended(Executed { first_position, last_position: *position, repeated: false })
    }

    async fn write(&self, db: &mut PgConnection, head: i64) -> Result<(), StoreError> {
        if !self.releases.is_empty() {
            let (scopes, holders): (Vec<&str>, Vec<&str>) = self.releases.iter().copied().unzip();
            sqlx::query(
                "/* append::release */ DELETE FROM claims
                 WHERE (scope, aggregate_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))",
            )
            .bind(scopes)
            .bind(holders)
            .execute(&mut *db)
            .await?;
        }
        if !self.takes.is_empty() {
            sqlx::query(
                "/* append::take */ INSERT INTO claims (scope, value, aggregate_id)
                 SELECT * FROM unnest($1::text[], $2::bytea[], $3::text[]) ON CONFLICT DO NOTHING",
            )
            .bind(self.takes.iter().map(|take| take.0).collect::<Vec<_>>())
            .bind(self.takes.iter().map(|take| take.1).collect::<Vec<_>>())
            .bind(self.takes.iter().map(|take| take.2).collect::<Vec<_>>())
            .execute(&mut *db)
            .await?;
        }
        if !self.keys.is_empty() {
            sqlx::query(
                "/* append::mint */ INSERT INTO subject_keys (subject, version, wrapped)
                 SELECT * FROM unnest($1::uuid[], $2::int[], $3::bytea[])",
            )
            .bind(self.keys.iter().map(|key| key.0).collect::<Vec<_>>())
            .bind(self.keys.iter().map(|key| key.1).collect::<Vec<_>>())
            .bind(self.keys.iter().map(|key| key.2).collect::<Vec<_>>())
            .execute(&mut *db)
            .await?;
        }
        if !self.blobs.is_empty() {
            sqlx::query(
                "/* append::blobs */ INSERT INTO blobs (address, subject, key, sealed)
                 SELECT * FROM unnest($1::text[], $2::uuid[], $3::int[], $4::bytea[]) ON CONFLICT DO NOTHING",
            )
            .bind(self.blobs.iter().map(|blob| blob.address.as_str()).collect::<Vec<_>>())
            .bind(self.blobs.iter().map(|blob| blob.subject).collect::<Vec<_>>())
            .bind(self.blobs.iter().map(|blob| blob.key).collect::<Vec<_>>())
            .bind(self.blobs.iter().map(|blob| blob.sealed.as_slice()).collect::<Vec<_>>())
            .execute(&mut *db)
            .await?;
        }
        sqlx::query(
            "/* append::write */ WITH written AS (
                 INSERT INTO events (position, aggregate_type, aggregate_id, sequence, event_id, command_id, event_type,
                     event_version, payload, metadata, actor_id, correlation_id, causation_id, salt, recorded_at)
                 SELECT p, t, a, s, e, c, n, v, pl::json, m::json, ac, co, ca, sa, r
                 FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::uuid[], $6::uuid[], $7::text[],
                     $8::text[], $9::text[], $10::text[], $11::text[], $12::uuid[], $13::uuid[], $14::bytea[],
                     $15::timestamptz[]) AS row (p, t, a, s, e, c, n, v, pl, m, ac, co, ca, sa, r)
             ), noted AS (
                 INSERT INTO commands (command_id, request_hmac, first_position, last_position)
                 SELECT * FROM unnest($16::uuid[], $17::bytea[], $18::bigint[], $19::bigint[])
             )
             UPDATE log_head SET position = $20, recorded_at = $21",
        )
        .bind(&self.position)
        .bind(&self.aggregate_type)
        .bind(&self.aggregate_id)
        .bind(&self.sequence)
        .bind(&self.event_id)
        .bind(&self.command_id)
        .bind(&self.event_type)
        .bind(&self.event_version)
        .bind(&self.payload)
        .bind(&self.metadata)
        .bind(&self.actor_id)
        .bind(&self.correlation_id)
        .bind(&self.causation_id)
        .bind(&self.salt)
        .bind(&self.recorded_at)
        .bind(self.commands.iter().map(|command| command.0).collect::<Vec<_>>())
        .bind(self.commands.iter().map(|command| command.1).collect::<Vec<_>>())
        .bind(self.commands.iter().map(|command| command.2).collect::<Vec<_>>())
        .bind(self.commands.iter().map(|command| command.3).collect::<Vec<_>>())
        .bind(head)
        .bind(self.recorded_at.last())
        .execute(db)
        .await?;
        Ok(())
    }
}
