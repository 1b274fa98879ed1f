//! Commands that append: on new aggregates, on existing ones, on contended ones, one by one.

use super::Plan;
use super::ground::Ground;
use super::load::closed_loop;
use super::peers::{Stock, metadata};
use super::report::Figure;
use super::seed;
use crate::fault::Fault;
use chrono::Utc;
use cqrs_es::AggregateError;
use domain::feedback::rating::{RateRide, Rating, RatingCommand, Ride};
use domain::identity::account::{Account, AccountCommand};
use domain::policy::Choice;
use event_store::{Envelope, EventStore};
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

fn envelope(command: &'static str) -> Envelope {
    Envelope::new(command, Uuid::new_v4(), "public", Utc::now()).with("role", "public")
}

/// One event on a new aggregate each.
pub async fn new_ones(plan: &Plan, ground: &Ground) -> Result<Vec<Figure>, Fault> {
    let city = ground.city("fresh").await?;
    let stock = Stock::open(ground, "fresh_stock").await?;
    let framework = stock.framework::<Rating>();
    let mut figures = Vec::new();
    for at_once in [64, 256, 1] {
        let mut figure = Figure::new(format!("new aggregates, {at_once} in flight"), PER_SECOND);
        for _ in 0..plan.rounds {
            let store = city.ctx.store.clone();
            let ours = closed_loop(at_once, plan.time, move |_| {
                let store = store.clone();
                async move { store.execute::<Rating>(Uuid::new_v4(), rating(), envelope("RateRide")).await.map(drop) }
            });
            figure.ours(ours.await?);
            let framework = framework.clone();
            let theirs = closed_loop(at_once, plan.time, move |_| {
                let framework = framework.clone();
                async move { framework.execute_with_metadata(&Uuid::new_v4().to_string(), rating(), metadata("RateRide")).await }
            });
            figure.stock(theirs.await?);
        }
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
    // The handle that is measured has seen nothing of the set.
    let store = EventStore::open(city.ctx.pool().clone(), city.ctx.store.keys().clone()).await?;
    let framework = stock.framework::<Account>();
    let mut figures = Vec::new();
    for (name, among) in [("existing aggregates, 64 in flight", plan.aggregates), ("20 contended aggregates, 64 in flight", CONTENDED)] {
        let mut figure = Figure::new(name, PER_SECOND);
        for _ in 0..plan.rounds {
            let ours = store.clone();
            figure.ours(closed_loop(64, plan.time, move |_| sign_in_ours(ours.clone(), among)).await?);
            let theirs = framework.clone();
            figure.stock(closed_loop(64, plan.time, move |_| sign_in_stock(theirs.clone(), among)).await?);
        }
        figures.push(figure);
    }
    city.close().await;
    Ok(figures)
}

fn token() -> AccountCommand {
    AccountCommand::IssueToken { token_id: Uuid::new_v4(), expires_at: Utc::now() }
}

fn any_of(among: i64) -> Uuid {
    seed::account_id(rand::thread_rng().gen_range(1..=among))
}

async fn sign_in_ours(store: EventStore, among: i64) -> Result<(), String> {
    let done = store.execute::<Account>(any_of(among), token(), envelope("IssueToken")).await;
    done.map(drop).map_err(|error| error.to_string())
}

/// The library gives a conflict back to its caller, who tries again.
async fn sign_in_stock(framework: Arc<PostgresCqrs<Account>>, among: i64) -> Result<(), String> {
    let id = any_of(among).to_string();
    loop {
        match framework.execute_with_metadata(&id, token(), metadata("IssueToken")).await {
            Err(AggregateError::AggregateConflict) => {}
            done => return done.map_err(|error| error.to_string()),
        }
    }
}
