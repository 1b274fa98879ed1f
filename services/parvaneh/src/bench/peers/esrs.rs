//! esrs: one JSONB table an aggregate, no metadata, no command ids.

use super::{CONNECTIONS, Contestant};
use crate::bench::append::{rating, token};
use crate::bench::ground::Ground;
use crate::fault::Fault;
use cqrs_es::Aggregate as _;
use domain::feedback::rating::{Rating, RatingCommand, RatingError, RatingEvent};
use domain::identity::account::{Account, AccountCommand, AccountError, AccountEvent};
use esrs::manager::AggregateManager;
use esrs::store::postgres::{PgStore, PgStoreBuilder, PgStoreError};
use esrs::{Aggregate, AggregateState};
use sqlx::{Executor as _, PgPool};
use std::sync::Arc;
use uuid::Uuid;

/// Its name in figures.
pub const ESRS: &str = "esrs";

/// An aggregate of ours as esrs wants one.
macro_rules! as_esrs {
    ($name:ident, $table:literal, $state:ty, $command:ty, $event:ty, $error:ty) => {
        struct $name;

        impl Aggregate for $name {
            const NAME: &'static str = $table;
            type State = $state;
            type Command = $command;
            type Event = $event;
            type Error = $error;

            fn handle_command(state: &Self::State, command: Self::Command) -> Result<Vec<Self::Event>, Self::Error> {
                state.decide(command)
            }

            fn apply_event(mut state: Self::State, event: Self::Event) -> Self::State {
                state.apply(event);
                state
            }
        }
    };
}

as_esrs!(Ratings, "rating", Rating, RatingCommand, RatingEvent, RatingError);
as_esrs!(Accounts, "account", Account, AccountCommand, AccountEvent, AccountError);

type Manager<A> = Arc<AggregateManager<PgStore<A>>>;

/// A new aggregate each time.
pub async fn new_ones(ground: &Ground, schema: &str) -> Result<Contestant, Fault> {
    let store = PgStoreBuilder::<Ratings>::new(pool(ground, schema).await?).try_build().await?;
    let manager: Manager<Ratings> = Arc::new(AggregateManager::new(store));
    Ok(Contestant::new(ESRS, move || {
        let manager = manager.clone();
        async move {
            let done = manager.handle_command(AggregateState::with_id(Uuid::now_v7()), rating()).await;
            done.map_err(|error| error.to_string())?.map(drop).map_err(|error| error.to_string())
        }
    }))
}

/// Its own table of accounts, with the events of ours.
pub async fn accounts(ground: &Ground, from: &str, schema: &str) -> Result<Existing, Fault> {
    let pool = pool(ground, schema).await?;
    let store = PgStoreBuilder::<Accounts>::new(pool.clone()).try_build().await?;
    let copy = format!(
        "INSERT INTO {} (id, aggregate_id, payload, occurred_on, sequence_number)
         SELECT event_id, aggregate_id::uuid, payload::jsonb, recorded_at, sequence FROM {from}.events ORDER BY position",
        store.table_name()
    );
    pool.execute(copy.as_str()).await?;
    pool.execute(format!("VACUUM ANALYZE {}", store.table_name()).as_str()).await?;
    Ok(Existing(Arc::new(AggregateManager::new(store))))
}

/// The accounts that exist.
pub struct Existing(Manager<Accounts>);

impl Existing {
    /// One more event on any of them. Like the stock library, it gives a conflict back to its caller,
    /// who tries again.
    pub fn one_more(&self, any: impl Fn() -> Uuid + Clone + Send + Sync + 'static) -> Contestant {
        let manager = self.0.clone();
        Contestant::new(ESRS, move || {
            let (manager, id) = (manager.clone(), any());
            async move {
                loop {
                    let known = manager.load(id).await.map_err(|error| error.to_string())?.unwrap_or_else(|| AggregateState::with_id(id));
                    match manager.handle_command(known, token()).await {
                        Err(PgStoreError::Sqlx(sqlx::Error::Database(error))) if error.is_unique_violation() => {}
                        done => return done.map_err(|error| error.to_string())?.map(drop).map_err(|error| error.to_string()),
                    }
                }
            }
        })
    }
}

async fn pool(ground: &Ground, schema: &str) -> Result<PgPool, Fault> {
    ground.schema(schema, CONNECTIONS).await
}
