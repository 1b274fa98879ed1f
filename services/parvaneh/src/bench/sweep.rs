//! What appending and a page of history cost as the log grows.

use super::Plan;
use super::append::rating;
use super::ground::Ground;
use super::load::closed_loop;
use super::report::Figure;
use super::seed;
use crate::fault::Fault;
use chrono::Utc;
use domain::feedback::rating::Rating;
use event_store::history::{Filter, Order, page};
use event_store::Envelope;
use uuid::Uuid;

/// At every size: 64 appends in flight, and pages of fifty events of one type, eight in flight.
pub async fn sizes(plan: &Plan, ground: &Ground) -> Result<Vec<Figure>, Fault> {
    let city = ground.city("growing").await?;
    let mut figures = Vec::new();
    for size in &plan.sizes {
        seed::ratings_up_to(ground, "growing", *size).await?;
        let mut appends = Figure::new(format!("append at {size} events"), "commands/s");
        let mut pages = Figure::new(format!("page at {size} events"), "pages/s");
        for _ in 0..plan.rounds {
            let store = city.ctx.store.clone();
            let append = closed_loop(64, plan.time, move |_| {
                let store = store.clone();
                let envelope = Envelope::new("RateRide", Uuid::new_v4(), "public", Utc::now()).with("role", "public");
                async move { store.execute::<Rating>(Uuid::new_v4(), rating(), envelope).await.map(drop) }
            });
            appends.ours(append.await?);
            let pool = city.ctx.pool().clone();
            let read = closed_loop(8, plan.time, move |_| {
                let pool = pool.clone();
                let filter = Filter { event_type: Some("RideRated".to_owned()), ..Filter::default() };
                async move { page(&pool, &filter, Order::NewestFirst, 50).await.map(drop) }
            });
            pages.ours(read.await?);
        }
        figures.extend([appends, pages]);
    }
    city.close().await;
    Ok(figures)
}
