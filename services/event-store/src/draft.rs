//! Events as they are stored: sealed, serialised, salted.

use crate::request::{Draft, Request};
use crate::sealing::Minted;
use crate::{Envelope, EventStore, StoreError};
use chrono::{DateTime, Utc};
use domain::AnyEvent;
use domain::kernel::{ClaimChange, Pii};
use rand::RngCore;
use tokio::time::Instant;
use uuid::{Builder, Uuid};

/// What an aggregate decided.
pub(crate) struct Decided {
    pub kind: &'static str,
    pub id: Uuid,
    /// The sequence that it was decided on.
    pub sequence: i64,
    /// Whether that the aggregate is new was assumed and not looked up.
    pub assumed_new: bool,
    pub events: Vec<AnyEvent>,
}

impl EventStore {
    /// Seals and serialises what was decided.
    pub(crate) async fn draft(&self, decided: Decided, envelope: &Envelope, request_hmac: Vec<u8>) -> Result<Request, StoreError> {
        let Decided { kind: aggregate_type, id, sequence, assumed_new, events } = decided;
        let mut takes = Vec::new();
        let mut releases = Vec::new();
        let mut drafts = Vec::new();
        let mut minted = Minted::by(assumed_new.then_some(id));
        let mut new_keys = Vec::new();
        for mut event in events {
            for claim in event.claims() {
                match claim {
                    ClaimChange::Take { scope, value } => takes.push((scope, self.inner.keys.blind(scope, &value))),
                    ClaimChange::Release { scope } => releases.push(scope),
                }
            }
            let (event_id, salt) = id_and_salt(envelope.at);
            new_keys.extend(self.seal(event_id, event.personal(), &mut minted).await?);
            let payload = event.payload().map_err(|error| StoreError::Unstorable(error.to_string()))?;
            refuse_nul(&payload)?;
            let mut personal = envelope.personal.clone();
            let fields = personal.iter_mut().map(|(name, pii)| (*name, pii)).collect();
            new_keys.extend(self.seal(event_id, fields, &mut minted).await?);
            let metadata = metadata_text(envelope, &personal)?;
            drafts.push(Draft {
                event_id,
                event_type: event.event_type(),
                event_version: event.event_version(),
                payload,
                metadata,
                salt,
            });
        }
        let mut blobs = Vec::new();
        for blob in &envelope.blobs {
            let (sealed, new) = self.seal_blob(blob, &mut minted).await?;
            blobs.push(sealed);
            new_keys.extend(new);
        }
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
            queued: Instant::now(),
            reply: None,
        })
    }
}

/// An event's id and salt, from the thread's generator: the system seeds it, and need not be called for
/// every event.
fn id_and_salt(at: DateTime<Utc>) -> (Uuid, [u8; 16]) {
    let (mut id, mut salt) = ([0; 10], [0; 16]);
    let mut random = rand::thread_rng();
    random.fill_bytes(&mut id);
    random.fill_bytes(&mut salt);
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    (Builder::from_unix_timestamp_millis(millis, &id).into_uuid(), salt)
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
    // A backslash that is itself escaped begins nothing: somebody typed one, and letters after it.
    let begins = |at: usize| text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0;
    if text.match_indices("\\u0000").any(|(at, _)| begins(at)) {
        return Err(StoreError::Unstorable("a text holds the character U+0000".to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::refuse_nul;

    #[test]
    fn the_character_is_refused_and_whoever_types_its_name_is_not() {
        for (text, stored) in [("\0", false), ("a\\\0", false), ("\\u0000", true), ("\\\\u0000", true), ("u0000", true)] {
            let json = serde_json::to_string(text).expect("a text");
            assert_eq!(refuse_nul(&json).is_ok(), stored, "{json}");
        }
    }
}
