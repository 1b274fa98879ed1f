//! What appending and a page of history cost as the log grows.

use super::Plan;
use super::append::rating_by_ours;
use super::ground::Ground;
use super::peers::{Contestant, OURS, race};
use super::report::{Figure, Need};
use super::seed;
use crate::city::Running;
use crate::fault::Fault;
use event_store::history::{Filter, Order, page};
use std::collections::HashMap;

/// A log up to this size grows by more than a tenth while it is measured, and is made anew for every
/// round.
const GROWS: i64 = 300_000;
/// How much of what the smallest log gives any other must give.
const FLAT: f64 = 0.8;

/// A log of every size, all in one server; 64 appends in flight, and pages of fifty events of one
/// type, eight in flight. The sizes take turns, so that what else goes on meets all of them alike.
pub async fn sizes(plan: &Plan, ground: &Ground) -> Result<Vec<Figure>, Fault> {
    let mut figures: Vec<_> = plan.sizes.iter().map(|size| figures_of(*size)).collect();
    let mut large = HashMap::new();
    for size in plan.sizes.iter().filter(|size| **size > GROWS) {
        large.insert(*size, log(ground, *size, 0).await?);
    }
    let once = Plan { rounds: 1, ..plan.clone() };
    for round in 0..plan.rounds {
        for (size, (appends, pages)) in plan.sizes.iter().zip(&mut figures) {
            let anew = if large.contains_key(size) { None } else { Some(log(ground, *size, round).await?) };
            let Some(city) = anew.as_ref().or(large.get(size)) else { continue };
            let pool = city.ctx.pool().clone();
            let reader = Contestant::new(OURS, move || {
                let pool = pool.clone();
                let filter = Filter { event_type: Some("RideRated".to_owned()), ..Filter::default() };
                async move { page(&pool, &filter, Order::NewestFirst, 50).await.map(drop) }
            });
            race(&once, 8, pages, &[reader]).await?;
            race(&once, 64, appends, &[rating_by_ours(&city.ctx.store)]).await?;
            if let Some(city) = anew {
                city.close().await;
            }
        }
    }
    for city in large.into_values() {
        city.close().await;
    }
    let (appends, pages): (Vec<_>, Vec<_>) = figures.into_iter().unzip();
    Ok([appends, pages].into_iter().flat_map(flat).collect())
}

fn figures_of(size: i64) -> (Figure, Figure) {
    let figure = |work: &str, unit| Figure::new(format!("{work}, {size} events"), unit).at_size(size);
    (figure("append", "commands/s"), figure("page", "pages/s"))
}

async fn log(ground: &Ground, size: i64, round: usize) -> Result<Running, Fault> {
    let name = format!("log_of_{size}_{round}");
    let city = ground.city(&name).await?;
    seed::ratings_up_to(ground, &name, size).await?;
    Ok(city)
}

/// Every size is held against the first.
fn flat(figures: Vec<Figure>) -> Vec<Figure> {
    let least = figures.first().map_or(0.0, |first| FLAT * first.value());
    figures.into_iter().map(|figure| figure.needs(Need::PerSecond(least))).collect()
}
