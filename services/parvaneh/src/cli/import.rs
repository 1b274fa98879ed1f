use super::progress::Meter;
use super::{Answer, Call};
use crate::city::Running;
use crate::fault::Fault;
use application::import::{ImportFailure, Imported, InspectionMapping, Mapping, Progress, Report, import_inspections, import_vehicles};
use clap::{Args, Subcommand};
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::PathBuf;

/// Take over registers of other systems
#[derive(Debug, Args)]
#[command(after_help = VEHICLES_EXAMPLES)]
pub(super) struct Import {
    #[command(subcommand)]
    command: ImportCommand,
}

const VEHICLES_EXAMPLES: &str = "Examples:
  parvaneh import vehicles register.csv --dry-run --report odd.csv
  parvaneh import vehicles register.csv --mapping register.toml --format json

Rows that were imported before are told and left alone, so that an import that was interrupted is
simply repeated. Exit status 1: rows were refused; the report names them.";

#[derive(Debug, Subcommand)]
enum ImportCommand {
    Vehicles(Vehicles),
    Inspections(Inspections),
}

/// Import a register of licensed vehicles, a CSV file
#[derive(Debug, Args)]
#[command(after_help = VEHICLES_EXAMPLES)]
struct Vehicles {
    #[command(flatten)]
    register: RegisterFile,
}

const INSPECTIONS_EXAMPLES: &str = "Examples:
  parvaneh import inspections inspections.csv --dry-run --report odd.csv
  parvaneh import inspections inspections.csv --mapping inspections.toml --format json

Inspections join the vehicles that were imported before by type and number. Rows that were imported
before are told and left alone; one that was pending may come back with its result. Exit status 1:
rows were refused; the report names them.";

/// Import a register of vehicles' inspections, a CSV file
#[derive(Debug, Args)]
#[command(after_help = INSPECTIONS_EXAMPLES)]
struct Inspections {
    #[command(flatten)]
    register: RegisterFile,
}

#[derive(Debug, Args)]
struct RegisterFile {
    /// The file, in UTF-8; - for stdin
    file: PathBuf,
    /// What its columns and words mean; without it the embedded mapping that fits the header
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Decide every row and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Where to write refused rows and warnings, a CSV file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// What a register is about, with its mapping where one was given.
enum What {
    Vehicles(Option<Mapping>),
    Inspections(Option<InspectionMapping>),
}

impl Import {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        match self.command {
            ImportCommand::Vehicles(Vehicles { register }) => {
                let mapping = register.mapping.as_deref().map(Mapping::load).transpose()?;
                register.run(call, What::Vehicles(mapping)).await
            }
            ImportCommand::Inspections(Inspections { register }) => {
                let mapping = register.mapping.as_deref().map(InspectionMapping::load).transpose()?;
                register.run(call, What::Inspections(mapping)).await
            }
        }
    }
}

impl RegisterFile {
    async fn run(self, call: &Call, what: What) -> Result<Answer, Fault> {
        let settings = call.settings()?;
        let unusable = |path: &PathBuf, error| Fault::Usage(format!("{}: {error}", path.display()));
        let reader: Box<dyn Read> = if self.file.as_os_str() == "-" {
            Box::new(std::io::stdin())
        } else {
            Box::new(File::open(&self.file).map_err(|error| unusable(&self.file, error))?)
        };
        let mut report = match &self.report {
            Some(path) => Some(Report::new(BufWriter::new(File::create(path).map_err(|error| unusable(path, error))?))?),
            None => None,
        };

        let running = Running::open(&settings).await?;
        let meter = Meter::new("rows", None);
        let progress = |progress| match progress {
            Progress::Rows(rows) => meter.at(rows),
            Progress::Following => meter.now("what follows is under way"),
        };
        let (ctx, operator) = (&running.ctx, Call::operator());
        let imported: Result<Imported, ImportFailure> = match what {
            What::Vehicles(mapping) => import_vehicles(ctx, &operator, reader, mapping, self.dry_run, report.as_mut(), &progress).await,
            What::Inspections(mapping) => import_inspections(ctx, &operator, reader, mapping, self.dry_run, report.as_mut(), &progress).await,
        };
        meter.done();
        running.close().await;
        // What was odd before an error is worth reading too.
        if let (Some(report), Some(path)) = (report, &self.report) {
            report.finish()?.flush().map_err(|error| unusable(path, error))?;
        }
        Ok(answer(imported?, self.dry_run))
    }
}

fn answer(imported: Imported, dry_run: bool) -> Answer {
    let Imported { rows, imported: new, already, refused, events, seconds } = imported;
    let verb = if dry_run { "would be imported" } else { "imported" };
    let text = format!("{rows} rows: {new} {verb}, {already} known before, {refused} refused; {events} events in {seconds} s");
    let json = json!({ "rows": rows, "imported": new, "already": already, "refused": refused, "events": events, "seconds": seconds });
    Answer::fine(text, json).with_findings(refused > 0)
}
