use super::{Answer, Call};
use crate::city::Running;
use crate::fault::Fault;
use application::reactors::Reactors;
use application::scheduler::Scheduler;
use clap::Args;
use event_store::reactor;
use serde_json::json;

/// Try again what could not be followed up; every start of a server does so, too
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parvaneh retry
  parvaneh retry --format json | jq .parked

Harmless beside a server, and as often as one likes: what is done is done once. Exit status 1: some of it
still cannot be done, see reactor_parked.")]
pub(super) struct Retry {}

impl Retry {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let running = Running::open(&call.settings()?).await?;
        let done = retry(&running).await;
        running.close().await;
        done
    }
}

async fn retry(running: &Running) -> Result<Answer, Fault> {
    let ctx = &running.ctx;
    let before = reactor::parked(ctx.pool()).await?;
    // Some of it decides by read models.
    ctx.settle().await?;
    Reactors::new(ctx.clone()).retry_parked().await?;
    Scheduler::new(ctx.clone()).retry_parked().await?;
    ctx.settle_after().await;
    let parked = reactor::parked_by_reactor(ctx.pool()).await?;
    let left: i64 = parked.iter().map(|(_, events)| events).sum();
    let mut lines = vec![format!("{before} were parked, {left} are")];
    lines.extend(parked.iter().map(|(reactor, events)| format!("  {reactor}: {events}")));
    Ok(Answer::fine(lines.join("\n"), json!({ "before": before, "parked": left })).with_findings(left > 0))
}
