//! Commands that append: on new aggregates, on existing ones, on contended ones, one by one.

use super::Plan;
use super::ground::Ground;
#[cfg(feature = "bench")]
use super::peers::esrs;
use super::peers::{Contestant, OURS, STOCK, Stock, metadata, race};
use super::report::{Figure, Need};
use super::seed;
use crate::fault::Fault;
use chrono::Utc;
use cqrs_es::AggregateError;
use domain::feedback::rating::{RateRide, Rating, RatingCommand, Ride};
use domain::identity::account::{Account, AccountCommand};
use domain::policy::Choice;
use event_store::{Envelope, EventStore};
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use postgres_es::PostgresCqrs;
use rand::Rng;
use std::sync::Arc;
use uuid::Uuid;

const PER_SECOND: &str = "commands/s";
/// Few enough that 64 callers meet all the time.
const CONTENDED: i64 = 20;

/// A passenger's rating, as the use case gives it to the aggregate.
pub fn rating() -> RatingCommand {
    let ride = Ride { code_id: Uuid::nil(), generation: 1, vehicle_id: Uuid::nil(), licence_id: Uuid::nil(), driver_id: None };
    RatingCommand::Rate(RateRide {
        ride,
        stars: 5,
        tags: vec!["polite".to_owned()],
        offered_tags: vec![Choice { code: "polite".to_owned(), fa: String::new(), en: String::new() }],
        comment: None,
        policy_version: "1405-01".to_owned(),
    })
}

/// One more event for an account.
pub fn token() -> AccountCommand {
    AccountCommand::IssueToken { token_id: Uuid::new_v4(), expires_at: Utc::now() }
}

fn envelope(command: &'static str) -> Envelope {
    // As the service names commands that come without a key.
    Envelope::new(command, Uuid::now_v7(), "public", Utc::now()).with("role", "public")
}

/// Ours, on a new aggregate each time.
pub fn rating_by_ours(store: &EventStore) -> Contestant {
    let store = store.clone();
    Contestant::new(OURS, move || {
        let store = store.clone();
        async move { store.execute::<Rating>(Uuid::now_v7(), rating(), envelope("RateRide")).await.map(drop) }
    })
}

/// One event on a new aggregate each; its id is time-ordered for everybody, as the service makes them.
pub async fn new_ones(plan: &Plan, ground: &Ground) -> Result<Vec<Figure>, Fault> {
    let city = ground.city("fresh").await?;
    let framework = Stock::open(ground, "fresh_stock").await?.framework::<Rating>();
    let contestants = [
        rating_by_ours(&city.ctx.store),
        Contestant::new(STOCK, move || {
            let framework = framework.clone();
            async move { framework.execute_with_metadata(&Uuid::now_v7().to_string(), rating(), metadata("RateRide")).await }
        }),
        #[cfg(feature = "bench")]
        esrs::new_ones(ground, "fresh_esrs").await?,
    ];
    let mut figures = Vec::new();
    for (at_once, times) in [(64, 6.0), (256, 8.0), (1, 1.0)] {
        let mut figure = Figure::new(format!("new aggregates, {at_once} in flight"), PER_SECOND).needs(Need::TimesStock(times));
        race(plan, at_once, &mut figure, &contestants).await?;
        figures.push(figure);
    }
    city.close().await;
    Ok(figures)
}

/// One more event on aggregates that have ten, from a large set and from a few.
pub async fn existing(plan: &Plan, ground: &Ground) -> Result<Vec<Figure>, Fault> {
    let city = ground.city("accounts").await?;
    let stock = Stock::open(ground, "accounts_stock").await?;
    seed::accounts(ground, "accounts", plan.aggregates).await?;
    seed::stock_copy(ground, "accounts", "accounts_stock").await?;
    #[cfg(feature = "bench")]
    let esrs = esrs::accounts(ground, "accounts", "accounts_esrs").await?;
    // A handle that is measured has seen nothing of the set.
    let open = async || EventStore::open(city.ctx.pool().clone(), city.ctx.store.keys().clone()).await;
    let framework = stock.framework::<Account>();
    let race_among = async |plan: &Plan, store: &EventStore, among: i64, figure: &mut Figure| {
        let any = move || seed::account_id(rand::thread_rng().gen_range(1..=among));
        let (ours, theirs) = (store.clone(), framework.clone());
        let contestants = [
            Contestant::new(OURS, move || {
                let (store, id) = (ours.clone(), any());
                async move { store.execute::<Account>(id, token(), envelope("IssueToken")).await.map(drop) }
            }),
            Contestant::new(STOCK, move || token_by_stock(theirs.clone(), any())),
            #[cfg(feature = "bench")]
            esrs.one_more(any),
        ];
        race(plan, 64, figure, &contestants).await
    };
    let figure = |name, times| Figure::new(name, PER_SECOND).needs(Need::TimesStock(times));
    let mut unseen = figure("existing aggregates, just started, 64 in flight", 7.0);
    let once = Plan { rounds: 1, ..plan.clone() };
    for _ in 0..plan.rounds {
        race_among(&once, &open().await?, plan.aggregates, &mut unseen).await?;
    }
    let store = open().await?;
    // As a service has that was not started a moment ago.
    let accounts = stream::iter(1..=plan.aggregates).map(|number| store.load::<Account>(seed::account_id(number)));
    accounts.buffer_unordered(256).try_for_each(async |_| Ok(())).await?;
    let mut seen = figure("existing aggregates, seen before, 64 in flight", 7.0);
    race_among(plan, &store, plan.aggregates, &mut seen).await?;
    let mut contended = figure("20 contended aggregates, 64 in flight", 1.0);
    race_among(plan, &store, CONTENDED, &mut contended).await?;
    city.close().await;
    Ok(vec![unseen, seen, contended])
}

/// The library gives a conflict back to its caller, who tries again.
async fn token_by_stock(framework: Arc<PostgresCqrs<Account>>, id: Uuid) -> Result<(), String> {
    let id = id.to_string();
    loop {
        match framework.execute_with_metadata(&id, token(), metadata("IssueToken")).await {
            Err(AggregateError::AggregateConflict) => {}
            done => return done.map_err(|error| error.to_string()),
        }
    }
}
