//! Following the log: checkpoints, rebuild, lag.

mod advance;
mod fill;
mod follow;
mod halt;
mod pass;
mod rebuild;
mod source;
mod tables;
mod wait;

pub use advance::fold_batch;
pub use halt::Halt;
pub use rebuild::Rebuilt;
pub use tables::{create_checkpoints, create_tables};

use crate::fresh::Freshness;
use crate::model::ReadModel;
use crate::rows::KnownColumns;
use event_store::tail::Tail;
use event_store::together::Together;
use pass::Pass;
use sqlx::PgPool;
use std::sync::Arc;
use tokio::sync::watch;
use uuid::Uuid;

/// All read models of a city and where they stand. Cheap to clone.
#[derive(Clone)]
pub struct Projections {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pool: PgPool,
    models: Vec<Arc<dyn ReadModel>>,
    holder: Uuid,
    moved: watch::Sender<()>,
    pub(crate) freshness: Freshness,
    columns: KnownColumns,
    tail: Tail,
    passes: Together<Pass, bool>,
    /// How many rows of a table a rebuild keeps in memory at first.
    room: usize,
}

/// Rows of a table in a rebuild's memory: some tens of megabytes, and more than most cities' fleets.
const ROOM: usize = 50_000;

/// Where a read model stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The model's name.
    pub model: String,
    /// The version that its tables have.
    pub version: i32,
    /// The last position that it folded.
    pub position: i64,
}

impl Projections {
    /// The read models over a pool of the application's connections.
    pub fn new(pool: PgPool, models: Vec<Arc<dyn ReadModel>>) -> Self {
        Self::with_room(pool, models, ROOM)
    }

    /// The same, with room for so many rows of a table in a rebuild's memory.
    pub fn with_room(pool: PgPool, models: Vec<Arc<dyn ReadModel>>, room: usize) -> Self {
        let inner = Inner {
            pool,
            models,
            holder: Uuid::new_v4(),
            moved: watch::Sender::new(()),
            freshness: Freshness::default(),
            columns: KnownColumns::default(),
            tail: Tail::default(),
            passes: Together::default(),
            room,
        };
        Self { inner: Arc::new(inner) }
    }

    /// The models.
    pub fn models(&self) -> &[Arc<dyn ReadModel>] {
        &self.inner.models
    }

    /// The pool that queries read through.
    pub fn pool(&self) -> &PgPool {
        &self.inner.pool
    }
}
