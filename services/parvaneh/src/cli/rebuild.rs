use super::{Answer, Call};
use crate::city::Running;
use crate::fault::Fault;
use clap::Args;
use projections::runner::Rebuilt;
use serde_json::json;
use sqlx::Connection as _;
use std::time::Instant;

/// Make read models anew from the log, while readers read the old ones
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parvaneh rebuild
  parvaneh rebuild register --format json

Exit status 1: a read model did not come to the head of the log. It stands still before an event that
it cannot read; where it was further, or new tables could not be made, its tables are as they were.")]
pub(super) struct Rebuild {
    /// One read model; all where it is left out
    name: Option<String>,
}

impl Rebuild {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let running = Running::open(&call.settings()?).await?;
        let done = self.rebuild(&running).await;
        running.close().await;
        done
    }

    async fn rebuild(self, running: &Running) -> Result<Answer, Fault> {
        let started = Instant::now();
        let mut db = running.database.read_connection().await?;
        let rebuilt = running.ctx.projections.rebuild(&mut db, self.name.as_deref()).await?;
        db.close().await?;
        let seconds = (started.elapsed().as_secs_f64() * 1_000.0).round() / 1_000.0;
        let events: i64 = rebuilt.iter().map(|model| model.events).sum();
        let lines: Vec<_> = rebuilt.iter().map(line).collect();
        let halted = rebuilt.iter().filter_map(|model| Some(json!({ "model": model.model, "reason": model.fault.as_ref()?.to_string() })));
        let halted: Vec<_> = halted.collect();
        let found = !halted.is_empty();
        let json = json!({ "events": events, "seconds": seconds, "halted": halted });
        Ok(Answer::fine(format!("{}\nin {seconds} s", lines.join("\n")), json).with_findings(found))
    }
}

fn line(rebuilt: &Rebuilt) -> String {
    match &rebuilt.fault {
        None => format!("{}: {} events", rebuilt.model, rebuilt.events),
        Some(fault) if rebuilt.events > 0 => format!("{}: {} events, stands still: {fault}", rebuilt.model, rebuilt.events),
        Some(fault) => format!("{}: as it was: {fault}", rebuilt.model),
    }
}
