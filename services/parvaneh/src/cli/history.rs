use super::{Answer, Call};
use crate::city::Running;
use crate::fault::Fault;
use application::audit::record_export;
use auditor::{AuditError, HistoryQuery, write_jsonl};
use clap::Args;
use domain::audit::access::HistoryFilter;
use std::io::{BufWriter, ErrorKind};

/// Print events as JSON lines, oldest first; that you looked is recorded first
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parvaneh history | tail -1
  parvaneh history --type LicenceRevoked --from 2026-03-21
  parvaneh history --aggregate vehicle/0190c0de-0000-7000-8000-000000000000
  parvaneh history --actor operator --from 100 --to 200

Payload and metadata are the stored texts: personal data in them is sealed.")]
pub(super) struct History {
    /// Only events of this name
    #[arg(long = "type", value_name = "T")]
    event_type: Option<String>,
    /// Only events of a type of aggregate, or of one aggregate
    #[arg(long, value_name = "TYPE/ID")]
    aggregate: Option<String>,
    /// Only what this actor asked for
    #[arg(long, value_name = "A")]
    actor: Option<String>,
    /// From this position, RFC 3339 time or ISO day on
    #[arg(long, value_name = "P|TIME")]
    from: Option<String>,
    /// Up to this position, time or day, which is included
    #[arg(long, value_name = "P|TIME")]
    to: Option<String>,
}

impl History {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let settings = call.settings()?;
        let running = Running::open(&settings).await?;
        let written = self.write(&running).await;
        running.close().await;
        written.map(|()| Answer::given())
    }

    async fn write(self, running: &Running) -> Result<(), Fault> {
        let ctx = &running.ctx;
        let zone = ctx.policy_now().timezone;
        let text = |text: &Option<String>| text.clone();
        let filter = HistoryFilter {
            event_type: text(&self.event_type),
            aggregate: text(&self.aggregate),
            actor: text(&self.actor),
            from: text(&self.from),
            to: text(&self.to),
        };
        let query = HistoryQuery::parse(
            self.event_type.as_deref(),
            self.aggregate.as_deref(),
            self.actor.as_deref(),
            self.from.as_deref(),
            self.to.as_deref(),
            zone,
        )?;
        record_export(ctx, &Call::operator(), filter).await?;
        let filter = query.filter(ctx.pool()).await?;
        let mut out = BufWriter::new(std::io::stdout());
        match write_jsonl(ctx.pool(), filter, &mut out).await {
            // Whoever read us has seen enough.
            Err(AuditError::Write(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => Ok(written.map(drop)?),
        }
    }
}
