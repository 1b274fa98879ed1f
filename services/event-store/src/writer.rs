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
use sqlx::{Executor as _, PgConnection, PgPool};
use std::collections::VecDeque;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

/// How long a connection is waited for, and how long one transaction may take before its connection is
/// given up.
const DEADLINE: Duration = Duration::from_secs(10);
/// After which the server breaks a statement off that waits for the log, so that what was given up is not
/// written whenever the log is free again. What commits is not broken off.
const STATEMENT: &str = "SET statement_timeout = '8s'";
/// After which a batch is tried no more, and its outcome called unknown: whoever waits for it, and those
/// behind it, are told so and come again.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long one rests who got no connection.
const REST: Duration = Duration::from_millis(200);

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
        let mut written = Written::default();
        loop {
            // No more than the queue is long: what is full must be seen to be full.
            while waiting.len() < QUEUE
                && let Ok(request) = self.requests.try_recv()
            {
                waiting.push_back(request);
            }
            if waiting.is_empty() {
                std::mem::take(&mut written).tell(&self.announce);
                match self.requests.recv().await {
                    Some(request) => waiting.push_back(request),
                    None => return,
                }
                continue;
            }
            self.measures.held.set(waiting.len() as i64);
            let batch = batch::next(&mut waiting);
            // What waits is on its way to the database before those are told whose turn it was, so
            // that the database works while they go on.
            let (announce, told) = (self.announce.clone(), std::mem::take(&mut written));
            (written, ()) = tokio::join!(biased; self.write(batch), async { told.tell(&announce) });
            self.measures.held.set(waiting.len() as i64);
        }
    }

    /// Writes a batch; gives back those who are yet to be told. Where each had to be tried alone, each
    /// is told at once.
    async fn write(&mut self, mut batch: Vec<Request>) -> Written {
        match self.try_batch(&mut batch).await {
            Ok(outcomes) => return self.written(batch, outcomes),
            // Nobody is to blame for a database that is not there, and nobody is helped by waiting.
            Err(error) if batch.len() == 1 || is_out_of_order(&error) => self.fail(batch, &error),
            // The whole batch aborted for one request's sake, perhaps: each alone shows whose.
            Err(_) => {
                for request in batch {
                    let mut alone = vec![request];
                    match self.try_batch(&mut alone).await {
                        Ok(outcomes) => self.written(alone, outcomes).tell(&self.announce),
                        Err(error) => self.fail(alone, &error),
                    }
                }
            }
        }
        Written::default()
    }

    fn written(&self, batch: Vec<Request>, outcomes: Vec<Outcome>) -> Written {
        self.measures.ended(&batch);
        Written { batch, outcomes }
    }

    /// Tells everybody the reason: what the database said, or that nothing is known.
    fn fail(&self, batch: Vec<Request>, error: &StoreError) {
        self.measures.ended(&batch);
        for mut request in batch {
            request.answer(Err(match error {
                StoreError::Database(said) => StoreError::Database(said.clone()),
                _ => StoreError::Unknown,
            }));
        }
    }

    /// Tries a batch until the database says yes or no. After a lost connection the outcome of the
    /// attempt is not known, and `commands` tells: a repeat finds its own ids there. Where nothing could
    /// be sent yet, nothing is written, and nobody need wait for longer than it takes to see that.
    async fn try_batch(&mut self, batch: &mut [Request]) -> Result<Vec<Outcome>, StoreError> {
        let (begun, mut pause, mut sent) = (Instant::now(), Duration::from_millis(50), false);
        while begun.elapsed() < PATIENCE {
            // Taken out, so that a connection that failed in the middle is dropped and not used again.
            let connection = match self.connection.take() {
                Some(kept) => Ok(kept),
                None => self.connect().await,
            };
            let tried = tokio::time::timeout(DEADLINE, async {
                let mut connection = connection?;
                sent = true;
                Ok((append(&mut connection, batch).await?, connection))
            })
            .await;
            match tried {
                Ok(Ok((outcomes, connection))) => {
                    self.connection = Some(connection);
                    return Ok(outcomes);
                }
                Ok(Err(error)) if !sent || !is_lost(&error) => return Err(error),
                Ok(Err(error)) => tracing::warn!(%error, "the log's connection was lost"),
                Err(_) => tracing::warn!("the log did not answer in time"),
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        Err(StoreError::Unknown)
    }

    /// A connection of the writer's own. The pool waits for a server that refuses connections, and not
    /// for one whose socket is away or that breaks off, as while it is started again: here it is waited
    /// for, too.
    async fn connect(&self) -> Result<PgConnection, StoreError> {
        let connecting = async {
            loop {
                match self.open().await {
                    Err(error) if is_lost(&error) => tracing::debug!(%error, "no connection to the log yet"),
                    opened => return opened,
                }
                tokio::time::sleep(REST).await;
            }
        };
        tokio::time::timeout(DEADLINE, connecting).await.unwrap_or_else(|_| Err(sqlx::Error::PoolTimedOut.into()))
    }

    async fn open(&self) -> Result<PgConnection, StoreError> {
        let mut connection = self.pool.acquire().await?.detach();
        connection.execute(STATEMENT).await?;
        Ok(connection)
    }
}

/// Requests of which nobody was told yet what became of them.
#[derive(Default)]
struct Written {
    batch: Vec<Request>,
    outcomes: Vec<Outcome>,
}

impl Written {
    fn tell(mut self, announce: &watch::Sender<i64>) {
        let appended = self.outcomes.iter().filter_map(|outcome| match outcome {
            Outcome::Appended(executed) => Some(executed.last_position),
            _ => None,
        });
        if let Some(last) = appended.max() {
            announce.send_if_modified(|head| {
                let newer = last > *head;
                *head = last.max(*head);
                newer
            });
        }
        for (request, outcome) in self.batch.iter_mut().zip(self.outcomes) {
            request.answer(Ok(outcome));
        }
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
    match &**error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(error) => {
            error.code().is_some_and(|code| code.starts_with("08") || code.starts_with("57P") || code == "25006")
        }
        _ => false,
    }
}
