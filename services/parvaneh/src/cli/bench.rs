use super::{Answer, Call};
use crate::bench::{self, Plan, WORKS};
use crate::fault::Fault;
use clap::Args;
use std::path::PathBuf;
use std::time::Duration;

/// Measure the event store against its peers on this machine
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parvaneh bench
  parvaneh bench append http --rounds 5 --seconds 2
  parvaneh bench --out report --events 200000 --aggregates 20000")]
pub(super) struct Bench {
    /// What to measure; everything where nothing is named
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(WORKS))]
    names: Vec<String>,
    /// Where bench.json and bench.svg go
    #[arg(long, value_name = "DIR", default_value = "target/bench")]
    out: PathBuf,
    /// Events of the logs that are read whole
    #[arg(long, value_name = "N", default_value_t = 1_000_000, value_parser = clap::value_parser!(i64).range(1_000..))]
    events: i64,
    /// Existing aggregates, of ten events each
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(i64).range(20..))]
    aggregates: i64,
    /// Rounds of each measurement, ours and the peer's in turn
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,
    /// Seconds of each round under load
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    seconds: u64,
    /// Measure append and pages on a log of ten million events too
    #[arg(long)]
    large: bool,
}

impl Bench {
    pub async fn run(self, _: &Call) -> Result<Answer, Fault> {
        let mut sizes = vec![10_000, 100_000.min(self.events), self.events];
        if self.large {
            sizes.push(10_000_000);
        }
        sizes.sort_unstable();
        sizes.dedup();
        let plan = Plan {
            names: self.names,
            out: self.out,
            events: self.events,
            aggregates: self.aggregates,
            rounds: self.rounds.into(),
            time: Duration::from_secs(self.seconds),
            sizes,
        };
        let measured = bench::run(&plan).await?;
        Ok(Answer::fine(measured.text, measured.json))
    }
}
