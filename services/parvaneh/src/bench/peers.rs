//! The stock library as its own manual sets it up, with the same aggregates.

use super::ground::Ground;
use crate::fault::Fault;
use cqrs_es::Aggregate;
use postgres_es::{PostgresCqrs, postgres_cqrs};
use sqlx::{Executor, PgPool};
use std::collections::HashMap;
use std::sync::Arc;

/// The table of the library's manual.
const TABLE: &str = "CREATE TABLE IF NOT EXISTS events (
    aggregate_type text NOT NULL, aggregate_id text NOT NULL, sequence bigint NOT NULL CHECK (sequence >= 0),
    event_type text NOT NULL, event_version text NOT NULL, payload json NOT NULL, metadata json NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence))";

/// Connections of the stock library: as many as calls are under way, most times.
const CONNECTIONS: u32 = 64;

/// The stock library's store.
#[derive(Clone)]
pub struct Stock {
    /// Its connections.
    pub pool: PgPool,
}

impl Stock {
    /// Makes its table in a schema of its own.
    pub async fn open(ground: &Ground, schema: &str) -> Result<Self, Fault> {
        let pool = ground.schema(schema, CONNECTIONS).await?;
        pool.execute(TABLE).await?;
        Ok(Self { pool })
    }

    /// Its framework for one kind of aggregate.
    pub fn framework<A: Aggregate<Services = ()> + 'static>(&self) -> Arc<PostgresCqrs<A>> {
        Arc::new(postgres_cqrs(self.pool.clone(), Vec::new(), ()))
    }
}

/// What goes with a command, as ours writes it.
pub fn metadata(command: &str) -> HashMap<String, String> {
    [("command", command), ("role", "public"), ("software", env!("CARGO_PKG_VERSION"))]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into()
}
