//! The figures that `--metrics` serves: gathered anew whenever somebody asks, from the writer's own
//! measures and from the database.

use application::reactors;
use application::{Context, Failure};
use chrono::{DateTime, Utc};
use event_store::{StoreError, history, reactor};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::registry::Registry;
use std::collections::HashMap;
use std::sync::atomic::AtomicU64;

type Labels = [(&'static str, String); 1];
type Counts = Family<Labels, Gauge>;
type Seconds = Family<Labels, Gauge<f64, AtomicU64>>;

/// The figures as text.
///
/// # Errors
/// Where the database does not answer.
pub async fn gather(ctx: Context) -> Result<String, Failure> {
    let mut registry = Registry::with_prefix("parvaneh");
    of_writer(&ctx, &mut registry);
    let head = ctx.store.head().await?;
    registry.register("log_position", "Last position of the log", ConstGauge::new(head));
    of_read_models(&ctx, head, &mut registry).await?;
    of_reactors(&ctx, head, &mut registry).await?;
    let unknown = projections::payments::query::unknown_since(ctx.pool()).await?;
    let age = unknown.map_or(0.0, |since| seconds(ctx.clock.now(), since));
    registry.register("payment_unknown_seconds", "Age of the oldest payment whose outcome is unknown", ConstGauge::new(age));
    let mut text = String::new();
    encode(&mut text, &registry).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(text)
}

fn of_writer(ctx: &Context, registry: &mut Registry) {
    let measures = ctx.store.measures();
    registry.register("append_batch_commands", "Commands of one transaction of the log", measures.batch_commands.clone());
    registry.register("append_seconds", "Time until a transaction of the log was durable", measures.batch_seconds.clone());
    // Fewer than four thousand and as many again.
    let waiting = i64::try_from(ctx.store.waiting()).unwrap_or(i64::MAX);
    registry.register("append_waiting_commands", "Commands on their way into the log", ConstGauge::new(waiting));
}

async fn of_read_models(ctx: &Context, head: i64, registry: &mut Registry) -> Result<(), Failure> {
    let checkpoints = ctx.projections.checkpoints().await?;
    let halts = ctx.projections.halts_at(&checkpoints).await?;
    let stands: Vec<(String, i64)> = checkpoints.into_iter().map(|at| (at.model, at.position)).collect();
    let halted = Counts::default();
    for (model, _) in &stands {
        let stands_still = halts.iter().any(|halt| halt.model == model);
        halted.get_or_create(&[("model", model.clone())]).set(stands_still.into());
    }
    registry.register("projection_halted", "1 where a read model stands before an event that it cannot fold", halted);
    let (events, times) = lags(ctx, "model", head, &stands).await?;
    registry.register("projection_lag_events", "Events that a read model is behind the log", events);
    registry.register("projection_lag_seconds", "Age of the oldest event that a read model lacks", times);
    Ok(())
}

async fn of_reactors(ctx: &Context, head: i64, registry: &mut Registry) -> Result<(), Failure> {
    let known: HashMap<String, i64> = reactor::checkpoints(ctx.pool()).await?.into_iter().collect();
    let stands = reactors::names().into_iter().map(|name| (name.to_owned(), known.get(name).copied().unwrap_or(0)));
    let (events, times) = lags(ctx, "reactor", head, &stands.collect::<Vec<_>>()).await?;
    registry.register("reactor_lag_events", "Events that a reactor has not looked at", events);
    registry.register("reactor_lag_seconds", "Age of the oldest event that a reactor has not looked at", times);
    let waiting = reactors::waiting(ctx.pool()).await?;
    let waits = Counts::default();
    for name in reactors::names() {
        let now = waiting.iter().any(|waits| waits.reactor == name);
        waits.get_or_create(&[("reactor", name.to_owned())]).set(now.into());
    }
    registry.register("reactor_waiting", "1 where a reactor waits for something to pass", waits);
    let parked = Counts::default();
    for name in reactors::names() {
        parked.get_or_create(&[("reactor", name.to_owned())]).set(0);
    }
    for (name, count) in reactor::parked_by_reactor(ctx.pool()).await? {
        parked.get_or_create(&[("reactor", name)]).set(count);
    }
    registry.register("parked_events", "Events that could not be followed up", parked);
    Ok(())
}

/// How far each is behind the head: in events, and in seconds since the first that it lacks.
async fn lags(ctx: &Context, label: &'static str, head: i64, stands: &[(String, i64)]) -> Result<(Counts, Seconds), StoreError> {
    let next: Vec<i64> = stands.iter().map(|(_, position)| position + 1).collect();
    let next = history::at_positions(ctx.pool(), &next).await?;
    let now = ctx.clock.now();
    let (events, times) = (Counts::default(), Seconds::default());
    for (name, position) in stands {
        let labels = [(label, name.clone())];
        // Whoever moved on meanwhile is not behind.
        events.get_or_create(&labels).set((head - position).max(0));
        let lacks = next.iter().find(|event| event.position == position + 1);
        times.get_or_create(&labels).set(lacks.map_or(0.0, |event| seconds(now, event.recorded_at)));
    }
    Ok((events, times))
}

fn seconds(now: DateTime<Utc>, since: DateTime<Utc>) -> f64 {
    (now - since).as_seconds_f64().max(0.0)
}
