//! A register, imported: one row is one command on its vehicle; licence and code follow by reactors.

use super::{ImportError, Mapping, Outcome, Register, Report};
use crate::{Actor, CommandKey, Context, Failure};
use chrono::Datelike;
use domain::identity::account::Role;
use domain::kernel::Refusal;
use domain::licensing::vehicle::{LegacyRecord, Vehicle, VehicleCommand, VehicleError};
use event_store::ExecuteError;
use serde::Serialize;
use std::collections::HashSet;
use std::io::{Read, Write};
use std::time::Instant;
use tokio::task::JoinSet;
use uuid::Uuid;

/// Rows that are under way at once; they share group commits.
const IN_FLIGHT: usize = 256;

/// What an import did. `imported + already + refused = rows`, always.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Imported {
    /// Rows of the file.
    pub rows: u64,
    /// Rows that became known by this run.
    pub imported: u64,
    /// Rows that were known before.
    pub already: u64,
    /// Rows that could not be used; the report names them.
    pub refused: u64,
    /// Events that the log grew by, those that followed included.
    pub events: i64,
    /// How long it took.
    pub seconds: f64,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many rows are done with.
    Rows(u64),
    /// All rows are; what follows from them is under way.
    Following,
}

/// Why an import stopped. What it had done stays done: repeated, it goes on.
#[derive(Debug, thiserror::Error)]
pub enum ImportFailure {
    /// The file or its mapping.
    #[error(transparent)]
    File(#[from] ImportError),
    /// The service.
    #[error(transparent)]
    Service(#[from] Failure),
}

/// What became of a row.
pub(super) enum Fate {
    Imported,
    Already,
    Refused { code: String, message: String },
}

struct Done {
    line: u64,
    key: String,
    vehicle_id: Uuid,
    fate: Result<Fate, Failure>,
}

/// Imports vehicles, row by row, and brings reactors and read models to rest. Killed and repeated it
/// ends in the same place: a row's command has the same id each time. Without a mapping the one
/// whose columns the header names is taken. A dry run decides every row and writes nothing.
///
/// # Errors
/// [`Failure::Forbidden`] for who is neither operator nor admin; where the file cannot be used or
/// the service does not answer.
pub async fn import_vehicles<R: Read, W: Write>(
    ctx: &Context,
    actor: &Actor,
    reader: R,
    mapping: Option<Mapping>,
    dry_run: bool,
    mut report: Option<&mut Report<W>>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Imported, ImportFailure> {
    actor.must_have(&[Role::Admin])?;
    let started = Instant::now();
    let register = Register::open(reader)?;
    let mapping = match mapping {
        Some(mapping) => mapping,
        None => Mapping::for_header(register.header())?,
    };
    let this_year = u16::try_from(ctx.today().year()).unwrap_or(u16::MAX - 1);
    let before = ctx.store.head().await.map_err(Failure::from)?;

    let mut run = Run::default();
    for row in register.rows(&mapping, this_year)? {
        let row = row?;
        run.imported.rows += 1;
        if let Some(report) = report.as_deref_mut() {
            report.row(&row)?;
        }
        let record = match row.outcome {
            Ok(record) => record,
            Err(_) => {
                run.imported.refused += 1;
                continue;
            }
        };
        let vehicle_id = LegacyRecord::vehicle_id(&record.source, &record.source_key);
        // Rows of one vehicle are decided in the file's order, so that a repeat decides alike.
        while run.tasks.len() >= IN_FLIGHT || run.vehicles.contains(&vehicle_id) {
            run.one_done(progress).await?;
        }
        run.vehicles.insert(vehicle_id);
        run.tasks.spawn(one(ctx.clone(), actor.clone(), row.line, vehicle_id, record, dry_run));
    }
    while !run.tasks.is_empty() {
        run.one_done(progress).await?;
    }

    if let Some(report) = report {
        run.refusals.sort_unstable();
        for (line, key, code, message) in &run.refusals {
            report.entry(*line, key, Outcome::Refused, code, message)?;
        }
    }
    let mut imported = run.imported;
    if !dry_run {
        progress(Progress::Following);
        ctx.settle().await?;
        imported.events = ctx.store.head().await.map_err(Failure::from)? - before;
    }
    imported.seconds = (started.elapsed().as_secs_f64() * 1_000.0).round() / 1_000.0;
    Ok(imported)
}

#[derive(Default)]
struct Run {
    imported: Imported,
    tasks: JoinSet<Done>,
    vehicles: HashSet<Uuid>,
    refusals: Vec<(u64, String, String, String)>,
}

impl Run {
    /// Waits for whichever row is done first.
    async fn one_done(&mut self, progress: &(dyn Fn(Progress) + Sync)) -> Result<(), ImportFailure> {
        let Some(joined) = self.tasks.join_next().await else { return Ok(()) };
        let done = joined.map_err(|error| Failure::Internal(format!("a row's task ended early: {error}")))?;
        self.vehicles.remove(&done.vehicle_id);
        match done.fate? {
            Fate::Imported => self.imported.imported += 1,
            Fate::Already => self.imported.already += 1,
            Fate::Refused { code, message } => {
                self.imported.refused += 1;
                self.refusals.push((done.line, done.key, code, message));
            }
        }
        progress(Progress::Rows(self.imported.imported + self.imported.already + self.imported.refused));
        Ok(())
    }
}

/// One row; owns what it works on, so that many can be under way at once.
async fn one(ctx: Context, actor: Actor, line: u64, vehicle_id: Uuid, record: Box<LegacyRecord>, dry_run: bool) -> Done {
    let key = record.source_key.clone();
    let fate = if dry_run { decide(&ctx, vehicle_id, record).await } else { execute(&ctx, &actor, vehicle_id, record).await };
    Done { line, key, vehicle_id, fate }
}

async fn decide(ctx: &Context, vehicle_id: Uuid, record: Box<LegacyRecord>) -> Result<Fate, Failure> {
    let (vehicle, _) = ctx.store.load::<Vehicle>(vehicle_id).await?;
    Ok(match vehicle.decide(VehicleCommand::ImportLegacyRecord(record)) {
        Ok(_) => Fate::Imported,
        Err(refusal) => refused(&refusal),
    })
}

async fn execute(ctx: &Context, actor: &Actor, vehicle_id: Uuid, record: Box<LegacyRecord>) -> Result<Fate, Failure> {
    let command_key = key_of(&record);
    let envelope = actor.envelope(ctx, "ImportLegacyRecord", &command_key);
    let executed = ctx.store.execute::<Vehicle>(vehicle_id, VehicleCommand::ImportLegacyRecord(record), envelope).await;
    match executed {
        Ok(executed) if executed.repeated => Ok(Fate::Already),
        Ok(_) => Ok(Fate::Imported),
        Err(ExecuteError::Refused(refusal)) => Ok(refused(&refusal)),
        Err(other) => match Failure::from(other) {
            taken @ Failure::Taken(_) => Ok(Fate::Refused { code: "taken".to_owned(), message: taken.to_string() }),
            Failure::Refused { code, .. } => Ok(Fate::Refused { code: code.to_owned(), message: "the log cannot keep this row".to_owned() }),
            failure => Err(failure),
        },
    }
}

fn refused(refusal: &VehicleError) -> Fate {
    match refusal {
        VehicleError::AlreadyImported => Fate::Already,
        refusal => Fate::Refused { code: refusal.code().to_owned(), message: refusal.to_string() },
    }
}

/// The same row of the same register is the same command.
fn key_of(record: &LegacyRecord) -> CommandKey {
    let name = format!("parvaneh:import:{}:{}:{}", record.source, record.source_key, record.source_row_hash);
    CommandKey { id: Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()), request: record.source_row_hash.clone().into_bytes() }
}
