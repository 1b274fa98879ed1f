use super::{Answer, Call};
use crate::city::Running;
use crate::fault::Fault;
use clap::Args;
use serde_json::json;
use sqlx::Connection as _;
use std::time::Instant;

/// Make read models anew from the log, while readers read the old ones
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parvaneh rebuild
  parvaneh rebuild register --format json")]
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
        let lines: Vec<_> = rebuilt.iter().map(|model| format!("{}: {} events", model.model, model.events)).collect();
        Ok(Answer::fine(format!("{}\nin {seconds} s", lines.join("\n")), json!({ "events": events, "seconds": seconds })))
    }
}
