//! What appending and a page of history cost as the log grows.

use super::Plan;
use super::append::rating_by_ours;
use super::ground::Ground;
use super::peers::{Contestant, OURS, race};
use super::report::{Figure, Need};
use super::seed;
use crate::fault::Fault;
use event_store::history::{Filter, Order, page};

/// How much of what the smallest log gives any other must give.
const FLAT: f64 = 0.8;

/// A log of every size, all in one server; 64 appends in flight, and pages of fifty events of one
/// type, eight in flight. The sizes take turns, so that what else goes on meets all of them alike.
pub async fn sizes(plan: &Plan, ground: &Ground) -> Result<Vec<Figure>, Fault> {
    let mut cities = Vec::new();
    let mut figures = Vec::new();
    for size in &plan.sizes {
        let name = format!("log_of_{size}");
        cities.push(ground.city(&name).await?);
        seed::ratings_up_to(ground, &name, *size).await?;
        figures.push((
            Figure::new(format!("append, {size} events"), "commands/s").at_size(*size),
            Figure::new(format!("page, {size} events"), "pages/s").at_size(*size),
        ));
    }
    let once = Plan { rounds: 1, ..plan.clone() };
    for _ in 0..plan.rounds {
        for (city, (appends, pages)) in cities.iter().zip(&mut figures) {
            let pool = city.ctx.pool().clone();
            let reader = Contestant::new(OURS, move || {
                let pool = pool.clone();
                let filter = Filter { event_type: Some("RideRated".to_owned()), ..Filter::default() };
                async move { page(&pool, &filter, Order::NewestFirst, 50).await.map(drop) }
            });
            race(&once, 8, pages, &[reader]).await?;
            race(&once, 64, appends, &[rating_by_ours(&city.ctx.store)]).await?;
        }
    }
    for city in cities {
        city.close().await;
    }
    let (appends, pages): (Vec<_>, Vec<_>) = figures.into_iter().unzip();
    Ok([appends, pages].into_iter().flat_map(flat).collect())
}

/// Every size is held against the first.
fn flat(figures: Vec<Figure>) -> Vec<Figure> {
    let least = figures.first().map_or(0.0, |first| FLAT * first.value());
    figures.into_iter().map(|figure| figure.needs(Need::PerSecond(least))).collect()
}
