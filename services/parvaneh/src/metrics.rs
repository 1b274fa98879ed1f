//! The figures that `--metrics` serves: gathered anew whenever somebody asks, from the writer's own
//! measures and, where it answers, from the database.

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
use std::time::Duration;

type Labels = [(&'static str, String); 1];
type Counts = Family<Labels, Gauge>;
type Seconds = Family<Labels, Gauge<f64, AtomicU64>>;

/// How long the database may take for its part: whoever asks for figures waits ten seconds, as a rule.
const PATIENCE: Duration = Duration::from_secs(5);

/// The figures as text. Where the database does not answer, those of the process alone.
///
/// # Errors
/// Where they cannot be written as text.
pub async fn gather(ctx: Context) -> Result<String, Failure> {
    let mut registry = Registry::with_prefix("parvaneh");
    of_writer(&ctx, &mut registry);
    let answered = tokio::time::timeout(PATIENCE, of_database(&ctx, &mut registry)).await;
    let why_not = match &answered {
        Ok(Ok(())) => None,
        Ok(Err(failure)) => Some(failure.to_string()),
        Err(elapsed) => Some(elapsed.to_string()),
    };
    registry.register("database_up", "1 where the database gave its figures; where 0, they are missing here", ConstGauge::new(i64::from(why_not.is_none())));
    if let Some(failure) = why_not {
        tracing::warn!(%failure, "the database's figures could not be gathered");
    }
    let mut text = String::new();
    encode(&mut text, &registry).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(text)
}

fn of_writer(ctx: &Context, registry: &mut Registry) {
    let measures = ctx.store.measures();
    let batches = "Commands tried together in one transaction of the log, repeated, refused and failed ones included";
    registry.register("append_batch_commands", batches, measures.batch_commands.clone());
    let seconds = "Time from a command's queueing until it was durable, refused, failed or given up as unknown, all attempts included";
    registry.register("append_seconds", seconds, measures.append_seconds.clone());
    // Fewer than four thousand and as many again.
    let waiting = i64::try_from(ctx.store.waiting()).unwrap_or(i64::MAX);
    registry.register("append_waiting_commands", "Commands on their way into the log", ConstGauge::new(waiting));
}

async fn of_database(ctx: &Context, registry: &mut Registry) -> Result<(), Failure> {
    let head = ctx.store.head().await?;
    registry.register("log_position", "Last position of the log", ConstGauge::new(head));
    of_read_models(ctx, head, registry).await?;
    of_reactors(ctx, head, registry).await?;
    let unknown = projections::payments::query::unknown_since(ctx.pool()).await?;
    let age = unknown.map_or(0.0, |since| seconds(ctx.clock.now(), since));
    let oldest = "Age of the oldest payment whose outcome is unknown: its payer came back, or its gateway was asked, and nothing final was heard";
    registry.register("payment_unknown_seconds", oldest, ConstGauge::new(age));
    Ok(())
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
