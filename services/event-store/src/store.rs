//! The handle that everyone holds.

use crate::cache::Cache;
use crate::loader::Loader;
use crate::measures::Measures;
use crate::request::Request;
use crate::turns::Turns;
use crate::writer::Writer;
use crate::{Keys, StoreError};
use cqrs_es::Aggregate;
use domain::AnyEvent;
use domain::kernel::{LogEvent, Refusal};
use sqlx::PgPool;
use std::sync::Arc;
use tokio::sync::{mpsc, watch};

/// An aggregate that the log can keep.
pub trait Root:
    Aggregate<Services = (), Event: LogEvent + Into<AnyEvent>, Error: Refusal + Send + Sync + 'static, Command: Clone + Send>
    + Clone
    + 'static
{
}

impl<A> Root for A where
    A: Aggregate<Services = (), Event: LogEvent + Into<AnyEvent>, Error: Refusal + Send + Sync + 'static, Command: Clone + Send>
        + Clone
        + 'static
{
}

/// A city's log. Cheap to clone; all clones share one writer.
#[derive(Clone)]
pub struct EventStore {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub pool: PgPool,
    pub keys: Keys,
    pub queue: mpsc::Sender<Request>,
    pub cache: Cache,
    pub loader: Loader,
    pub turns: Turns,
    pub head: watch::Receiver<i64>,
    pub measures: Measures,
}

/// How many commands may wait for their aggregate's turn and for the writer before others are turned
/// away.
pub(crate) const QUEUE: usize = 4_096;

impl EventStore {
    /// Starts the writer over a pool of the application's connections.
    ///
    /// # Errors
    /// Where the log cannot be read.
    pub async fn open(pool: PgPool, keys: Keys) -> Result<Self, StoreError> {
        let position: i64 =
            sqlx::query_scalar("/* store::open */ SELECT position FROM log_head").fetch_one(&pool).await?;
        let (queue, requests) = mpsc::channel(QUEUE);
        let (announce, head) = watch::channel(position);
        let measures = Measures::default();
        tokio::spawn(Writer { pool: pool.clone(), requests, announce, connection: None, measures: measures.clone() }.run());
        let (cache, loader, turns) = (Cache::default(), Loader::start(pool.clone()), Turns::default());
        Ok(Self { inner: Arc::new(Inner { pool, keys, queue, cache, loader, turns, head, measures }) })
    }

    /// Whether commands can be carried out: whoever loads and whoever writes is there.
    pub fn is_open(&self) -> bool {
        !self.inner.queue.is_closed() && !self.inner.loader.is_closed()
    }

    /// The city's secrets.
    pub fn keys(&self) -> &Keys {
        &self.inner.keys
    }

    /// What the writer measures of itself.
    pub fn measures(&self) -> &Measures {
        &self.inner.measures
    }

    /// How many commands are on their way into the log.
    pub fn waiting(&self) -> usize {
        let queued = self.inner.queue.max_capacity() - self.inner.queue.capacity();
        queued + usize::try_from(self.inner.measures.held.get()).unwrap_or_default()
    }

    /// The pool that the log is read through.
    pub fn pool(&self) -> &PgPool {
        &self.inner.pool
    }

    /// Wakes whoever waits when this process appended; other processes are seen by polling.
    pub fn appended(&self) -> watch::Receiver<i64> {
        self.inner.head.clone()
    }

    /// The last position of the log.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn head(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar("/* store::head */ SELECT position FROM log_head").fetch_one(&self.inner.pool).await?)
    }
}
