//! One command on one aggregate: decide, seal, append.

use crate::append::{Draft, Outcome, Request};
use crate::{Envelope, EventStore, ExecuteError, Executed, Root, StoreError};
use cqrs_es::event_sink::EventSink;
use domain::AnyEvent;
use domain::kernel::{ClaimChange, Pii};
use rand::RngCore;
use rand::rngs::OsRng;
use sha2::{Digest, Sha256};
use sqlx::Row;
use std::collections::HashMap;
use tokio::sync::oneshot;
use uuid::Uuid;

/// How often a command is decided anew when others changed its aggregate first.
const TRIES: usize = 16;

impl EventStore {
    /// Carries out a command at most once under its id.
    ///
    /// A repeat of a command that is done writes nothing and answers with what the first one
    /// wrote, whatever has happened since. Dropping the future does not cancel what was queued.
    ///
    /// # Errors
    /// See [`ExecuteError`]. After [`StoreError::Unknown`] the same id finds out what became of it.
    pub async fn execute<A: Root>(
        &self,
        id: Uuid,
        command: A::Command,
        envelope: Envelope,
    ) -> Result<Executed, ExecuteError<A::Error>> {
        let request_hmac = self.request_hmac::<A>(id, &envelope);
        for _ in 0..TRIES {
            let (mut state, sequence) = self.load::<A>(id).await?;
            let sink = EventSink::<A>::default();
            if let Err(refusal) = state.handle(command.clone(), &(), &sink).await {
                // Idempotency first, preconditions second: what refuses may be the command's own deed.
                if let Some(done) = self.done(envelope.command_id, &request_hmac).await? {
                    return done;
                }
                // The refusal may rest on a state that another process has changed since.
                self.inner.cache.evict(A::TYPE, id);
                if self.load::<A>(id).await?.1 != sequence {
                    continue;
                }
                return Err(ExecuteError::Refused(refusal));
            }
            let events: Vec<AnyEvent> = sink.collect().await.into_iter().map(Into::into).collect();
            let written = sequence + events.len() as i64;
            let request = self.draft(A::TYPE, id, sequence, events, &envelope, request_hmac.clone()).await?;
            match self.submit(request).await? {
                Outcome::Appended(executed) => {
                    self.inner.cache.put(A::TYPE, id, state, written);
                    return Ok(executed);
                }
                Outcome::Repeated(executed) => return Ok(executed),
                Outcome::KeyReused => return Err(ExecuteError::KeyReused),
                Outcome::Taken(scope) => return Err(ExecuteError::Taken { scope }),
                Outcome::Conflict => self.inner.cache.evict(A::TYPE, id),
            }
        }
        Err(ExecuteError::Contended)
    }

    /// What a command id was used for, where it was.
    async fn done<E: std::error::Error>(
        &self,
        command_id: Uuid,
        request_hmac: &[u8],
    ) -> Result<Option<Result<Executed, ExecuteError<E>>>, StoreError> {
        let row = sqlx::query(
            "/* execute::done */ SELECT request_hmac, first_position, last_position FROM commands WHERE command_id = $1",
        )
        .bind(command_id)
        .fetch_optional(&self.inner.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        if row.try_get::<Vec<u8>, _>(0)? != request_hmac {
            return Ok(Some(Err(ExecuteError::KeyReused)));
        }
        let executed = Executed { first_position: row.try_get(1)?, last_position: row.try_get(2)?, repeated: true };
        Ok(Some(Ok(executed)))
    }

    fn request_hmac<A: Root>(&self, id: Uuid, envelope: &Envelope) -> Vec<u8> {
        let mut digest = Sha256::new();
        digest.update(id.as_bytes());
        digest.update(&envelope.request);
        self.inner.keys.sign(&format!("request:{}:{}", A::TYPE, envelope.command), &digest.finalize())
    }

    async fn draft(
        &self,
        aggregate_type: &'static str,
        id: Uuid,
        sequence: i64,
        events: Vec<AnyEvent>,
        envelope: &Envelope,
        request_hmac: Vec<u8>,
    ) -> Result<Request, StoreError> {
        let mut takes = Vec::new();
        let mut releases = Vec::new();
        let mut drafts = Vec::new();
        let mut minted = HashMap::new();
        let mut new_keys = Vec::new();
        for mut event in events {
            for claim in event.claims() {
                match claim {
                    ClaimChange::Take { scope, value } => takes.push((scope, self.inner.keys.blind(scope, &value))),
                    ClaimChange::Release { scope } => releases.push(scope),
                }
            }
            let event_id = Uuid::now_v7();
            new_keys.extend(self.seal(event_id, event.personal(), &mut minted).await?);
            let payload = event.payload().map_err(|error| StoreError::Unstorable(error.to_string()))?;
            refuse_nul(&payload)?;
            let mut personal = envelope.personal.clone();
            let fields = personal.iter_mut().map(|(name, pii)| (*name, pii)).collect();
            new_keys.extend(self.seal(event_id, fields, &mut minted).await?);
            let metadata = metadata_text(envelope, &personal)?;
            let mut salt = [0; 16];
            OsRng.fill_bytes(&mut salt);
            drafts.push(Draft {
                event_id,
                event_type: event.event_type(),
                event_version: event.event_version(),
                payload,
                metadata,
                salt: salt.to_vec(),
            });
        }
        let mut blobs = Vec::new();
        for blob in &envelope.blobs {
            let (sealed, new) = self.seal_blob(blob, &mut minted).await?;
            blobs.push(sealed);
            new_keys.extend(new);
        }
        let (reply, _) = oneshot::channel();
        Ok(Request {
            aggregate_type,
            aggregate_id: id.to_string(),
            sequence,
            command_id: envelope.command_id,
            request_hmac,
            actor_id: envelope.actor_id.clone(),
            correlation_id: envelope.correlation_id,
            causation_id: envelope.causation_id,
            at: envelope.at,
            events: drafts,
            takes,
            releases,
            new_keys,
            blobs,
            reply,
        })
    }

    async fn submit(&self, mut request: Request) -> Result<Outcome, StoreError> {
        let (reply, answer) = oneshot::channel();
        request.reply = reply;
        self.inner.queue.try_send(request).map_err(|error| match error {
            tokio::sync::mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            tokio::sync::mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })?;
        answer.await.map_err(|_| StoreError::Closed)?
    }
}

/// A flat map of strings without nulls, so that stock readers of the table can decode it.
fn metadata_text(envelope: &Envelope, sealed: &[(&'static str, Pii)]) -> Result<String, StoreError> {
    let unstorable = |error: serde_json::Error| StoreError::Unstorable(error.to_string());
    let mut metadata = envelope.metadata.clone();
    for (name, pii) in sealed {
        metadata.insert((*name).to_owned(), serde_json::to_string(pii).map_err(unstorable)?);
    }
    metadata.insert("command".to_owned(), envelope.command.to_owned());
    metadata.insert("software".to_owned(), env!("CARGO_PKG_VERSION").to_owned());
    let text = serde_json::to_string(&metadata).map_err(unstorable)?;
    refuse_nul(&text)?;
    Ok(text)
}

/// PostgreSQL refuses U+0000 in json only when it is read out: such a text must not get in.
fn refuse_nul(text: &str) -> Result<(), StoreError> {
    if text.contains("\\u0000") {
        return Err(StoreError::Unstorable("a text holds the character U+0000".to_owned()));
    }
    Ok(())
}
