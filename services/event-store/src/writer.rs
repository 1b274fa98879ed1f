//! Group commit: one task, one transaction at a time, a batch per transaction.

use crate::StoreError;
#[cfg(not(feature = "acknowledge-early"))]
use crate::append::append;
use crate::batch;
#[cfg(feature = "acknowledge-early")]
use crate::early::append;
use crate::measures::Measures;
use crate::request::{Outcome, Request};
use crate::store::QUEUE;
use sqlx::{PgConnection, PgPool};
use std::collections::VecDeque;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

/// How long one transaction may take before its connection is given up.
const DEADLINE: Duration = Duration::from_secs(10);
/// How often a batch is tried before its outcome is called unknown.
const ATTEMPTS: u32 = 6;

/// Takes requests from the queue and flushes as soon as the previous commit returned.
pub(crate) struct Writer {
    pub pool: PgPool,
    pub requests: mpsc::Receiver<Request>,
    pub announce: watch::Sender<i64>,
    /// Its own, outside the pool, kept from batch to batch.
    pub connection: Option<PgConnection>,
    pub measures: Measures,
}

impl Writer {
    pub async fn run(mut self) {
        let mut waiting = VecDeque::new();
        loop {
            if waiting.is_empty() {
                match self.requests.recv().await {
                    Some(request) => waiting.push_back(request),
                    None => return,
                }
            }
            // No more than the queue is long: what is full must be seen to be full.
            while waiting.len() < QUEUE
                && let Ok(request) = self.requests.try_recv()
            {
                waiting.push_back(request);
            }
            self.measures.held.set(waiting.len() as i64);
            let batch = batch::next(&mut waiting);
            self.write(batch).await;
            self.measures.held.set(waiting.len() as i64);
        }
    }

    async fn write(&mut self, mut batch: Vec<Request>) {
        match self.try_batch(&mut batch).await {
            Ok(outcomes) => self.answer(&mut batch, &outcomes),
            // Nobody is to blame for a database that is not there, and nobody is helped by waiting.
            Err(error) if batch.len() == 1 || is_out_of_order(&error) => fail(&mut batch, error),
            // The whole batch aborted for one request's sake, perhaps: each alone shows whose.
            Err(_) => {
                for alone in batch.chunks_mut(1) {
                    match self.try_batch(alone).await {
                        Ok(outcomes) => self.answer(alone, &outcomes),
                        Err(error) => fail(alone, error),
                    }
                }
            }
        }
    }

    /// Tries a batch until the database says yes or no. After a lost connection the outcome of the
    /// attempt is not known, and `commands` tells: a repeat finds its own ids there.
    async fn try_batch(&mut self, batch: &mut [Request]) -> Result<Vec<Outcome>, StoreError> {
        let mut pause = Duration::from_millis(50);
        for attempt in 1..=ATTEMPTS {
            let began = Instant::now();
            // Taken out, so that a connection that failed in the middle is dropped and not used again.
            let kept = self.connection.take();
            let tried = tokio::time::timeout(DEADLINE, async {
                let mut connection = match kept {
                    Some(connection) => connection,
                    None => self.pool.acquire().await?.detach(),
                };
                Ok((append(&mut connection, batch).await?, connection))
            })
            .await;
            match tried {
                Ok(Ok((outcomes, connection))) => {
                    self.connection = Some(connection);
                    self.measures.committed(batch.len(), began.elapsed());
                    return Ok(outcomes);
                }
                Ok(Err(error)) if !is_lost(&error) => return Err(error),
                Ok(Err(error)) => tracing::warn!(attempt, %error, "the log's connection was lost"),
                Err(_) => tracing::warn!(attempt, "the log did not answer in time"),
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        Err(StoreError::Unknown)
    }

    fn answer(&self, batch: &mut [Request], outcomes: &[Outcome]) {
        let appended = outcomes.iter().filter_map(|outcome| match outcome {
            Outcome::Appended(executed) => Some(executed.last_position),
            _ => None,
        });
        if let Some(last) = appended.max() {
            self.announce.send_if_modified(|head| {
                let newer = last > *head;
                *head = last.max(*head);
                newer
            });
        }
        for (request, outcome) in batch.iter_mut().zip(outcomes) {
            request.answer(Ok(*outcome));
        }
    }
}

fn fail(batch: &mut [Request], error: StoreError) {
    let mut error = Some(error);
    for request in batch {
        request.answer(Err(error.take().unwrap_or(StoreError::Unknown)));
    }
}

/// Whether it is the database itself that cannot work, whatever it is asked: its outcome is not
/// known, or it lacks room or memory.
fn is_out_of_order(error: &StoreError) -> bool {
    matches!(error, StoreError::Unknown) || error.is_unavailable()
}

/// Whether the error says that the connection, not the statement, failed.
fn is_lost(error: &StoreError) -> bool {
    let StoreError::Database(error) = error else { return false };
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(error) => {
            error.code().is_some_and(|code| code.starts_with("08") || code.starts_with("57P") || code == "25006")
        }
        _ => false,
    }
}
