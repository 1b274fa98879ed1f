//! Reading a whole log: decoded, raw, and folded into every read model.

use super::Plan;
use super::ground::Ground;
use super::mixed::mixed;
use super::peers::Stock;
use super::report::{Figure, Need, Round};
use super::seed;
use crate::fault::Fault;
use cqrs_es::persist::PersistedEventRepository as _;
use domain::identity::account::Account;
use event_store::history;
use futures::{StreamExt as _, TryStreamExt as _};
use postgres_es::PostgresEventRepository;
use sqlx::{Connection as _, PgPool};
use std::time::{Duration, Instant};

const EVENTS: &str = "events/s";
/// Events of one page.
const PAGE: i64 = 5_000;

/// A million events of accounts, decoded, by ours and by the stock library's stream.
pub async fn replay(plan: &Plan, ground: &Ground) -> Result<Vec<Figure>, Fault> {
    let city = ground.city("replayed").await?;
    let stock = Stock::open(ground, "replayed_stock").await?;
    seed::accounts(ground, "replayed", plan.events / 10).await?;
    seed::stock_copy(ground, "replayed", "replayed_stock").await?;
    let mut figure = Figure::new("replay, decoded", EVENTS).needs(Need::TimesStock(3.0)).needs(Need::OfLimit(0.6));
    let mut raw = Vec::new();
    for _ in 0..plan.rounds {
        figure.ours(timed(decoded(city.ctx.pool().clone())).await?);
        figure.stock(timed(streamed(&stock.pool)).await?);
        raw.push(timed(rows(city.ctx.pool())).await?.per_second);
    }
    raw.sort_unstable_by(f64::total_cmp);
    city.close().await;
    Ok(vec![figure.with_limit(raw[raw.len() / 2])])
}

async fn timed(work: impl Future<Output = Result<u64, Fault>>) -> Result<Round, Fault> {
    let begun = Instant::now();
    let done = work.await?;
    Ok(Round::rate(done as f64 / begun.elapsed().as_secs_f64()))
}

/// Pages are read while the one before is decoded, as a rebuild does it.
async fn decoded(pool: PgPool) -> Result<u64, Fault> {
    let head: i64 = sqlx::query_scalar("SELECT position FROM log_head").fetch_one(&pool).await?;
    let mut pages = std::pin::pin!(history::pages(&pool, 0, head, PAGE));
    let mut count = 0;
    while let Some(page) = pages.next().await {
        for event in page? {
            count += event.decode()?.len() as u64;
        }
    }
    Ok(count)
}

async fn streamed(pool: &PgPool) -> Result<u64, Fault> {
    let repository = PostgresEventRepository::new(pool.clone());
    let failed = |error: cqrs_es::persist::PersistenceError| Fault::Refused(error.to_string());
    let mut stream = repository.stream_all_events::<Account>().await.map_err(failed)?;
    let mut count = 0;
    while let Some(event) = stream.next::<Account>(&[]).await {
        std::hint::black_box(event.map_err(failed)?);
        count += 1;
    }
    Ok(count)
}

/// The same rows in the same order, as the driver gives them, nothing taken apart.
async fn rows(pool: &PgPool) -> Result<u64, Fault> {
    let mut rows = sqlx::query(
        "SELECT position, recorded_at, aggregate_type, aggregate_id, sequence, event_id, event_type, event_version, command_id,
             correlation_id, causation_id, actor_id, payload, metadata FROM events ORDER BY position",
    )
    .fetch(pool);
    let mut count = 0;
    while let Some(row) = rows.try_next().await? {
        std::hint::black_box(row);
        count += 1;
    }
    Ok(count)
}

/// All read models made anew from a mixed log, and the memory that it takes.
pub async fn rebuild(plan: &Plan, ground: &Ground) -> Result<Vec<Figure>, Fault> {
    let mut figures = Vec::new();
    // The same fleet in both: what memory grows with is to be the city, and not its log.
    let cars = (plan.events / 100).max(1);
    for (name, events) in [("a quarter", plan.events / 4), ("all", plan.events)] {
        let schema = format!("mixed_{}", if name == "all" { "all" } else { "part" });
        let city = ground.city(&schema).await?;
        mixed(ground, &schema, events, cars).await?;
        let mut figure = Figure::new(format!("rebuild, {name} of {}", plan.events), EVENTS).needs(Need::PerSecond(100_000.0));
        let mut memory = Figure::new(format!("rebuild, {name}: memory"), "MiB");
        for _ in 0..plan.rounds {
            let watch = Peak::watch();
            let mut db = city.database.read_connection().await?;
            let begun = Instant::now();
            city.ctx.projections.rebuild(&mut db, None).await?;
            figure.ours(Round::rate(events as f64 / begun.elapsed().as_secs_f64()));
            db.close().await?;
            memory.ours(Round::rate(watch.end().await));
        }
        city.close().await;
        figures.extend([figure, memory]);
    }
    Ok(figures)
}

/// The most memory that this process held while something went on.
struct Peak(tokio::task::JoinHandle<()>, std::sync::Arc<std::sync::atomic::AtomicU64>);

impl Peak {
    fn watch() -> Self {
        let most = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(0));
        let seen = most.clone();
        let watching = tokio::spawn(async move {
            loop {
                seen.fetch_max(resident_kib(), std::sync::atomic::Ordering::Relaxed);
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        Self(watching, most)
    }

    async fn end(self) -> f64 {
        self.0.abort();
        self.1.load(std::sync::atomic::Ordering::Relaxed) as f64 / 1_024.0
    }
}

fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|rest| rest.split_whitespace().next()).and_then(|kib| kib.parse().ok()).unwrap_or(0)
}
