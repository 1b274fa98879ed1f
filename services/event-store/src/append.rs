//! One batch of commands in one transaction and one round trip.

use crate::StoreError;
use crate::envelope::Executed;
use crate::request::{Outcome, Request};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};
use uuid::Uuid;

/// Appends a batch. A request that fails leaves no trace and no hole; the others go on.
///
/// No command id, aggregate, claim or new key may occur in two requests of a batch.
pub(crate) async fn append(db: &mut PgConnection, batch: &[Request]) -> Result<Vec<Outcome>, StoreError> {
    let asked = Asked::of(batch);
    let made = Made::of(batch);
    let beside = Beside::of(batch);
    // A statement of its own is a transaction of its own. The row may come before the commit, so
    // all that the server says is read: only when it is ready again is the batch durable.
    let answer = sqlx::query(
        "/* append::append */ SELECT head, verdicts, scopes, firsts, lasts FROM append(
             $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
             $25, $26, $27, $28, $29, $30, $31, $32)",
    )
    .bind(asked.commands)
    .bind(asked.hmacs)
    .bind(asked.kinds)
    .bind(asked.ids)
    .bind(asked.sequences)
    .bind(asked.sizes)
    .bind(asked.times)
    .bind(asked.actors)
    .bind(asked.correlations)
    .bind(asked.causations)
    .bind(made.requests)
    .bind(made.sequences)
    .bind(made.ids)
    .bind(made.types)
    .bind(made.versions)
    .bind(made.payloads)
    .bind(made.metadata)
    .bind(made.salts)
    .bind(beside.takes.0)
    .bind(beside.takes.1)
    .bind(beside.takes.2)
    .bind(beside.releases.0)
    .bind(beside.releases.1)
    .bind(beside.keys.0)
    .bind(beside.keys.1)
    .bind(beside.keys.2)
    .bind(beside.keys.3)
    .bind(beside.blobs.0)
    .bind(beside.blobs.1)
    .bind(beside.blobs.2)
    .bind(beside.blobs.3)
    .bind(beside.blobs.4)
    .fetch_all(db)
    .await?;
    let row = answer.first().ok_or(sqlx::Error::RowNotFound)?;
    Ok(outcomes(batch, row)?)
}

/// Reads the function's answer; the migration says what it means.
fn outcomes(batch: &[Request], row: &PgRow) -> Result<Vec<Outcome>, sqlx::Error> {
    let mut position: i64 = row.try_get("head")?;
    let verdicts: Vec<i16> = row.try_get("verdicts")?;
    let firsts: Vec<Option<i64>> = row.try_get("firsts")?;
    let lasts: Vec<Option<i64>> = row.try_get("lasts")?;
    // Absent where no claim was refused.
    let scopes: Vec<Option<String>> = row.try_get::<Option<_>, _>("scopes")?.unwrap_or_default();
    let outcome = |(at, request): (usize, &Request)| {
        let unknown = || sqlx::Error::Protocol("append() gave an answer that it never gives".to_owned());
        Ok(match verdicts.get(at).ok_or_else(unknown)? {
            0 => {
                let first_position = position + 1;
                position += request.events.len() as i64;
                Outcome::Appended(Executed { first_position, last_position: position, repeated: false })
            }
            1 => {
                let known = |list: &[Option<i64>]| list.get(at).copied().flatten().ok_or_else(unknown);
                Outcome::Repeated(Executed { first_position: known(&firsts)?, last_position: known(&lasts)?, repeated: true })
            }
            2 => Outcome::KeyReused,
            3 => Outcome::Conflict,
            4 => {
                let scope = scopes.get(at).and_then(Option::as_deref);
                let taken = request.takes.iter().find(|(taken, _)| scope == Some(taken));
                Outcome::Taken(taken.ok_or_else(unknown)?.0)
            }
            _ => return Err(unknown()),
        })
    };
    batch.iter().enumerate().map(outcome).collect()
}

/// The number of a request, as the function counts.
fn number(at: usize) -> i32 {
    i32::try_from(at + 1).expect("a batch is bounded far below")
}

/// A column an attribute of the requests.
struct Asked<'a> {
    commands: Vec<Uuid>,
    hmacs: Vec<&'a [u8]>,
    kinds: Vec<&'a str>,
    ids: Vec<&'a str>,
    sequences: Vec<i64>,
    sizes: Vec<i32>,
    times: Vec<DateTime<Utc>>,
    actors: Vec<&'a str>,
    correlations: Vec<Uuid>,
    causations: Vec<Uuid>,
}

impl<'a> Asked<'a> {
    fn of(batch: &'a [Request]) -> Self {
        fn column<'a, T>(batch: &'a [Request], value: impl Fn(&'a Request) -> T) -> Vec<T> {
            batch.iter().map(value).collect()
        }
        Self {
            commands: column(batch, |request| request.command_id),
            hmacs: column(batch, |request| request.request_hmac.as_slice()),
            kinds: column(batch, |request| request.aggregate_type),
            ids: column(batch, |request| request.aggregate_id.as_str()),
            sequences: column(batch, |request| request.sequence),
            sizes: column(batch, |request| i32::try_from(request.events.len()).expect("a command makes few events")),
            times: column(batch, |request| request.at),
            actors: column(batch, |request| request.actor_id.as_str()),
            correlations: column(batch, |request| request.correlation_id),
            causations: column(batch, |request| request.causation_id),
        }
    }
}

/// A column an attribute of the events.
#[derive(Default)]
struct Made<'a> {
    requests: Vec<i32>,
    sequences: Vec<i64>,
    ids: Vec<Uuid>,
    types: Vec<&'a str>,
    versions: Vec<&'a str>,
    payloads: Vec<&'a str>,
    metadata: Vec<&'a str>,
    salts: Vec<&'a [u8]>,
}

impl<'a> Made<'a> {
    fn of(batch: &'a [Request]) -> Self {
        let mut made = Self::default();
        for (at, request) in batch.iter().enumerate() {
            for (sequence, event) in (request.sequence + 1..).zip(&request.events) {
                made.requests.push(number(at));
                made.sequences.push(sequence);
                made.ids.push(event.event_id);
                made.types.push(&event.event_type);
                made.versions.push(&event.event_version);
                made.payloads.push(&event.payload);
                made.metadata.push(&event.metadata);
                made.salts.push(&event.salt);
            }
        }
        made
    }
}

/// What is written beside the events: claims taken and released, keys minted, documents.
#[derive(Default)]
struct Beside<'a> {
    takes: (Vec<i32>, Vec<&'a str>, Vec<&'a [u8]>),
    releases: (Vec<i32>, Vec<&'a str>),
    keys: (Vec<i32>, Vec<Uuid>, Vec<i32>, Vec<&'a [u8]>),
    blobs: (Vec<i32>, Vec<&'a str>, Vec<Uuid>, Vec<i32>, Vec<&'a [u8]>),
}

impl<'a> Beside<'a> {
    fn of(batch: &'a [Request]) -> Self {
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
                beside.blobs.0.push(number(at));
                beside.blobs.1.push(&blob.address);
                beside.blobs.2.push(blob.subject);
                beside.blobs.3.push(blob.key);
                beside.blobs.4.push(&blob.sealed);
            }
        }
        beside
    }
}
