//! Who is measured: ours, the stock library as its own manual sets it up, and the fastest other
//! library, all with the same aggregates.

#[cfg(feature = "bench")]
pub mod esrs;

use super::Plan;
use super::ground::Ground;
use super::load::closed_loop;
use super::report::Figure;
use crate::fault::Fault;
use cqrs_es::Aggregate;
use futures::future::BoxFuture;
use futures::FutureExt as _;
use postgres_es::{PostgresCqrs, postgres_cqrs};
use sqlx::{Executor, PgPool};
use std::collections::HashMap;
use std::fmt::Display;
use std::future::Future;
use std::sync::Arc;

/// The table of the library's manual.
const TABLE: &str = "CREATE TABLE IF NOT EXISTS events (
    aggregate_type text NOT NULL, aggregate_id text NOT NULL, sequence bigint NOT NULL CHECK (sequence >= 0),
    event_type text NOT NULL, event_version text NOT NULL, payload json NOT NULL, metadata json NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence))";

/// Connections of a peer: as many as calls are under way, most times.
pub const CONNECTIONS: u32 = 64;

/// Our name in figures.
pub const OURS: &str = "ours";
/// The stock library's.
pub const STOCK: &str = "stock";

/// One who does a piece of work, again and again.
pub struct Contestant {
    name: &'static str,
    work: Arc<dyn Fn() -> BoxFuture<'static, Result<(), String>> + Send + Sync>,
}

impl Contestant {
    /// Whoever is called so does this.
    pub fn new<W, E>(name: &'static str, work: impl Fn() -> W + Send + Sync + 'static) -> Self
    where
        W: Future<Output = Result<(), E>> + Send + 'static,
        E: Display,
    {
        Self { name, work: Arc::new(move || work().map(|done| done.map_err(|error| error.to_string())).boxed()) }
    }
}

/// Lets each work in turn, as many rounds as planned.
pub async fn race(plan: &Plan, at_once: usize, figure: &mut Figure, contestants: &[Contestant]) -> Result<(), Fault> {
    for _ in 0..plan.rounds {
        for contestant in contestants {
            let work = contestant.work.clone();
            figure.add(contestant.name, closed_loop(at_once, plan.time, move |_| work()).await?);
        }
    }
    Ok(())
}

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
