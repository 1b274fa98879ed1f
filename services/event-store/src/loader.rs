//! Histories of many aggregates in one query: whoever loads while others do shares their round trip.

use crate::StoreError;
use crate::error::is_unavailable;
use crate::patience::fetch_all;
use crate::recorded::json_text;
use sqlx::{PgPool, Row};
use std::sync::Arc;
use tokio::sync::{Semaphore, mpsc, oneshot};
use uuid::Uuid;

/// Aggregates of one query.
const TOGETHER: usize = 128;
/// Queries under way at once; meanwhile the next ones fill.
const QUERIES: usize = 2;

/// An event as an aggregate needs it.
pub(crate) struct Kept {
    pub sequence: i64,
    pub event_type: String,
    pub version: String,
    pub payload: String,
}

struct Wanted {
    kind: &'static str,
    id: String,
    from: i64,
    reply: oneshot::Sender<Result<Vec<Kept>, StoreError>>,
}

/// Loads histories.
pub(crate) struct Loader(mpsc::UnboundedSender<Wanted>);

impl Loader {
    /// Starts the task that gathers; it ends with the last handle.
    pub fn start(pool: PgPool) -> Self {
        let (queue, wanted) = mpsc::unbounded_channel();
        tokio::spawn(gather(pool, wanted));
        Self(queue)
    }

    /// Whether nobody loads any more.
    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    /// The events of an aggregate from a sequence on, which begins at 1, in order; none where nothing
    /// happened.
    pub async fn history(&self, kind: &'static str, id: Uuid, from: i64) -> Result<Vec<Kept>, StoreError> {
        let (reply, answer) = oneshot::channel();
        // Where the task is gone, the reply is dropped and the answer says so.
        let _ = self.0.send(Wanted { kind, id: id.to_string(), from, reply });
        answer.await.map_err(|_| StoreError::Closed)?
    }
}

async fn gather(pool: PgPool, mut queue: mpsc::UnboundedReceiver<Wanted>) {
    let room = Arc::new(Semaphore::new(QUERIES));
    while let Ok(permit) = room.clone().acquire_owned().await {
        let mut wanted = Vec::new();
        if queue.recv_many(&mut wanted, TOGETHER).await == 0 {
            return;
        }
        let pool = pool.clone();
        tokio::spawn(async move {
            answer(&pool, wanted).await;
            drop(permit);
        });
    }
}

async fn answer(pool: &PgPool, wanted: Vec<Wanted>) {
    match histories(pool, &wanted).await {
        Ok(histories) => {
            for (wanted, history) in wanted.into_iter().zip(histories) {
                // Whoever asked may be gone.
                let _ = wanted.reply.send(Ok(history));
            }
        }
        // Nobody is helped by asking alone a database that is not there, and each would wait anew.
        Err(StoreError::Database(error)) if is_unavailable(&error) => {
            for wanted in wanted {
                let _ = wanted.reply.send(Err(StoreError::Database(error.clone())));
            }
        }
        Err(error) => {
            // Each asks alone then, and learns the reason for itself.
            tracing::debug!(%error, "histories could not be loaded together");
            for wanted in wanted {
                let alone = histories(pool, std::slice::from_ref(&wanted)).await;
                let _ = wanted.reply.send(alone.map(|mut histories| histories.pop().unwrap_or_default()));
            }
        }
    }
}

/// Those who come meanwhile wait for whoever asks, so asking has an end.
async fn histories(pool: &PgPool, wanted: &[Wanted]) -> Result<Vec<Vec<Kept>>, StoreError> {
    let query = sqlx::query(
        "/* loader::histories */ SELECT asked.n, kept.sequence, kept.event_type, kept.event_version, kept.payload
         FROM unnest($1::text[], $2::text[], $3::bigint[]) WITH ORDINALITY AS asked (kind, id, first, n)
         JOIN LATERAL (
             SELECT sequence, event_type, event_version, payload FROM events
             WHERE aggregate_type = asked.kind AND aggregate_id = asked.id AND sequence >= asked.first ORDER BY sequence
         ) AS kept ON true",
    )
    .bind(wanted.iter().map(|one| one.kind).collect::<Vec<_>>())
    .bind(wanted.iter().map(|one| one.id.as_str()).collect::<Vec<_>>())
    .bind(wanted.iter().map(|one| one.from).collect::<Vec<_>>());
    let rows = fetch_all(pool, query).await?;
    let mut histories: Vec<Vec<Kept>> = wanted.iter().map(|_| Vec::new()).collect();
    for row in rows {
        let number: i64 = row.try_get(0)?;
        let history = usize::try_from(number - 1).ok().and_then(|at| histories.get_mut(at));
        // Ordinals are those of the arrays that were sent.
        history.ok_or(sqlx::Error::RowNotFound)?.push(Kept {
            sequence: row.try_get(1)?,
            event_type: row.try_get(2)?,
            version: row.try_get(3)?,
            payload: json_text(&row, 4)?,
        });
    }
    // In order already, as a rule. To have it promised, the database would sort all rows once more.
    for history in &mut histories {
        history.sort_by_key(|kept| kept.sequence);
    }
    Ok(histories)
}
