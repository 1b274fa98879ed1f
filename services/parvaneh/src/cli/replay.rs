use super::progress::Meter;
use super::{Answer, Call};
use crate::city::Running;
use crate::fault::Fault;
use application::audit::record_replay;
use auditor::{Moment, Progress, Replayed, Verification, replay_to, verify};
use clap::Args;
use serde_json::Value;
use std::fmt::Write as _;

/// Replay the read models from the log; that you did is recorded first
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parvaneh replay --verify
  parvaneh replay --verify --format json | jq .differences
  parvaneh replay --to 2026-03-21
  parvaneh replay --to 1000 --format json

Exit status 1: what people see differs from what the log makes of it.")]
#[group(required = true, multiple = false)]
pub(super) struct Replay {
    /// Compare every read model with the log, row by row
    #[arg(long)]
    verify: bool,
    /// Replay to a position, an RFC 3339 time or an ISO day; counts and a digest
    #[arg(long, value_name = "POSITION|TIME")]
    to: Option<String>,
}

impl Replay {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let running = Running::open(&call.settings()?).await?;
        let meter = Meter::new("replaying", None);
        let done = self.replay(&running, &meter).await;
        meter.done();
        running.close().await;
        done
    }

    async fn replay(self, running: &Running, meter: &Meter) -> Result<Answer, Fault> {
        let (ctx, database) = (&running.ctx, &running.database);
        let moment = match &self.to {
            Some(text) => Some(Moment::parse(text, ctx.policy_now().timezone)?),
            None => None,
        };
        match moment {
            Some(moment) => {
                record_replay(ctx, &Call::operator(), self.to, false).await?;
                ctx.projections.catch_up().await?;
                let progress = |at: Progress<'_>| meter.at(at.position.unsigned_abs());
                let replayed = replay_to(&database.url, &database.city, ctx.projections.models(), moment, &progress).await?;
                Ok(Answer::fine(replayed_text(&replayed), json(&replayed)))
            }
            None => {
                let verified = verified(running, meter).await?;
                Ok(Answer::fine(verified_text(&verified), json(&verified)).with_findings(!verified.is_clean()))
            }
        }
    }
}

/// Compares every read model with the log, after that was recorded.
pub(super) async fn verified(running: &Running, meter: &Meter) -> Result<Verification, Fault> {
    let (ctx, database) = (&running.ctx, &running.database);
    record_replay(ctx, &Call::operator(), None, true).await?;
    // The record of this audit is a part of what is audited.
    ctx.projections.catch_up().await?;
    let progress = |at: Progress<'_>| meter.at(at.position.unsigned_abs());
    Ok(verify(&database.url, &database.city, ctx.projections.models(), &progress).await?)
}

fn json(value: &impl serde::Serialize) -> Value {
    // Both hold texts, numbers and lists only.
    serde_json::to_value(value).unwrap_or_default()
}

fn replayed_text(replayed: &Replayed) -> String {
    let mut text = format!("position {}, {} events\n", replayed.position, replayed.events);
    for table in &replayed.tables {
        let _ = writeln!(text, "  {:<20} {:>10} rows  {}", table.table, table.rows, table.digest);
    }
    let _ = write!(text, "digest {}", replayed.digest);
    text
}

pub(super) fn verified_text(verified: &Verification) -> String {
    let Verification { events, position, tables, rows, differences, .. } = verified;
    let mut text = format!("{events} events to position {position}: {rows} rows of {tables} tables, {differences} differences");
    if verified.differing.is_empty() {
        return text;
    }
    let shown = |value: &Option<Value>| match value {
        Some(value) => cut(&value.to_string()),
        None => "nothing".to_owned(),
    };
    let _ = write!(text, "\n\n{:<18} {:<36} {:<18} {:>8}  live -> replayed", "table", "key", "column", "position");
    for found in &verified.differing {
        let position = found.first_position.map(|position| position.to_string()).unwrap_or_default();
        let column = found.column.as_deref().unwrap_or("(row)");
        let (live, replayed) = (shown(&found.live), shown(&found.replayed));
        let _ = write!(text, "\n{:<18} {:<36} {column:<18} {position:>8}  {live} -> {replayed}", found.table, found.key);
    }
    text
}

fn cut(text: &str) -> String {
    let mut cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}
