//! One command on one aggregate: decide, seal, append.

use crate::draft::Decided;
use crate::patience::fetch_all;
use crate::request::{Outcome, Request};
use crate::{Envelope, EventStore, ExecuteError, Executed, Root, StoreError};
use cqrs_es::event_sink::EventSink;
use domain::AnyEvent;
use sha2::{Digest, Sha256};
use sqlx::Row;
use tokio::sync::mpsc::Permit;
use tokio::sync::mpsc::error::TrySendError;
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
        // Taken before the turn: those who wait for theirs are too many, too, one day.
        let mut place = Some(self.place()?);
        let _turn = self.inner.turns.take(A::TYPE, id).await;
        // Most aggregates that nobody knows are new: the first try assumes it, which saves loading
        // nothing. Where it is wrong, a refusal or the writer's check says so.
        let mut assumed_new = !self.inner.cache.holds(A::TYPE, id);
        for _ in 0..TRIES {
            let (mut state, sequence) = if assumed_new { (A::default(), 0) } else { self.load::<A>(id).await? };
            let sink = EventSink::<A>::default();
            if let Err(refusal) = state.handle(command.clone(), &(), &sink).await {
                if assumed_new {
                    assumed_new = false;
                    continue;
                }
                // Idempotency first, preconditions second: what refuses may be the command's own deed.
                if let Some(done) = self.done(envelope.command_id, &request_hmac).await? {
                    return done;
                }
                // The refusal may rest on a state that another process has changed since.
                if self.refresh::<A>(id).await?.1 != sequence {
                    continue;
                }
                return Err(ExecuteError::Refused(refusal));
            }
            let events: Vec<AnyEvent> = sink.collect().await.into_iter().map(Into::into).collect();
            let written = sequence + events.len() as i64;
            let decided = Decided { kind: A::TYPE, id, sequence, assumed_new, events };
            let request = match self.draft(decided, &envelope, request_hmac.clone()).await {
                Ok(request) => request,
                // The command's own deed, perhaps, from before its subject was erased.
                Err(erased @ StoreError::Erased(_)) => {
                    let done = self.done(envelope.command_id, &request_hmac).await?;
                    return done.unwrap_or_else(|| Err(erased.into()));
                }
                Err(other) => return Err(other.into()),
            };
            let place = match place.take() {
                Some(place) => place,
                None => self.place()?,
            };
            match submit(place, request).await? {
                Outcome::Appended(executed) => {
                    self.inner.cache.put(A::TYPE, id, state, written);
                    return Ok(executed);
                }
                Outcome::Repeated(executed) => return Ok(executed),
                Outcome::KeyReused => return Err(ExecuteError::KeyReused),
                Outcome::Taken(scope) => return Err(ExecuteError::Taken { scope }),
                Outcome::Conflict => {
                    self.refresh::<A>(id).await?;
                    assumed_new = false;
                }
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
        // Whoever asks holds the aggregate's turn, so asking has an end.
        let query = sqlx::query(
            "/* execute::done */ SELECT request_hmac, first_position, last_position FROM commands WHERE command_id = $1",
        );
        let Some(row) = fetch_all(&self.inner.pool, query.bind(command_id)).await?.pop() else { return Ok(None) };
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

    /// A place in the queue to the log, held until it is used.
    fn place(&self) -> Result<Permit<'_, Request>, StoreError> {
        self.inner.queue.try_reserve().map_err(|error| match error {
            TrySendError::Full(()) => StoreError::Busy,
            TrySendError::Closed(()) => StoreError::Closed,
        })
    }
}

async fn submit(place: Permit<'_, Request>, mut request: Request) -> Result<Outcome, StoreError> {
    let (reply, answer) = oneshot::channel();
    request.reply = Some(reply);
    place.send(request);
    answer.await.map_err(|_| StoreError::Closed)?
}
