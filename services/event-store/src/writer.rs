//! Group commit: one task, one transaction at a time, a batch per transaction.

use crate::StoreError;
use crate::append::append;
use crate::batch;
use crate::request::{Outcome, Request};
use sqlx::{PgConnection, PgPool};
use std::collections::VecDeque;
use std::time::Duration;
use tokio::sync::{mpsc, watch};

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
            while let Ok(request) = self.requests.try_recv() {
                waiting.push_back(request);
            }
            let batch = batch::next(&mut waiting);
            self.write(batch).await;
        }
    }

    async fn write(&mut self, batch: Vec<Request>) {
        match self.try_batch(&batch).await {
            Ok(outcomes) => self.answer(batch, outcomes),
            // The whole batch aborted for one request's sake, perhaps: each alone shows whose.
            Err(_) if batch.len() > 1 => {
                for request in batch {
                    let alone = vec![request];
                    match self.try_batch(&alone).await {
                        Ok(outcomes) => self.answer(alone, outcomes),
                        Err(error) => fail(alone, error),
                    }
                }
            }
            Err(error) => fail(batch, error),
        }
    }

    /// Tries a batch until the database says yes or no. After a lost connection the outcome of the
    /// attempt is not known, and `commands` tells: a repeat finds its own ids there.
    async fn try_batch(&mut self, batch: &[Request]) -> Result<Vec<Outcome>, StoreError> {
        let mut pause = Duration::from_millis(50);
        for attempt in 1..=ATTEMPTS {
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

    fn answer(&self, batch: Vec<Request>, outcomes: Vec<Outcome>) {
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
        for (request, outcome) in batch.into_iter().zip(outcomes) {
            // Whoever asked may be gone; what is done is done.
            let _ = request.reply.send(Ok(outcome));
        }
    }
}

fn fail(batch: Vec<Request>, error: StoreError) {
    let mut error = Some(error);
    for request in batch {
        let _ = request.reply.send(Err(error.take().unwrap_or(StoreError::Unknown)));
    }
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
